package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A line of a template fits on a screen, so that a change of it can be read in a comparison. */
class TemplateLinesTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");

  /** The {@code max_line_length} of .editorconfig. */
  private static final int MAX_LENGTH = 140;

  @Test
  void areNotTooLong() throws IOException {
    List<String> found = new ArrayList<>();
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      for (Path file : files.filter(it -> it.toString().endsWith(".html")).sorted().toList()) {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
          if (lines.get(i).length() > MAX_LENGTH) {
            found.add(TEMPLATES.relativize(file) + ":" + (i + 1));
          }
        }
      }
    }
    assertThat(found).as("longer than %d characters", MAX_LENGTH).isEmpty();
  }
}
