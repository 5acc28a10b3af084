package org.sallyport.gate.signin.landing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LandingTest {
  private static final Pattern NOTE =
      Pattern.compile("redirect:(/(?:studies|settings|admin)[^\"?]*\\?[a-z-]+)");

  @ParameterizedTest
  @CsvSource({
    "/studies, /studies",
    "/studies?q=Brambleway, /studies",
    "/studies?modality=CT&q=a%20b&page=2, /studies?modality=CT&page=2",
    "/studies?%71=Brambleway, /studies",
    "/studies?q, /studies",
    "/settings/account?waits, /settings/account",
    "/settings/devices/unlink?id=7, /settings/devices/unlink?id=7",
    "/settings/confirm?by=other&by-itself, /settings/confirm?by=other",
    "/admin/names?, /admin/names"
  })
  void isKeptWithoutSearchesAndNotes(String asked, String kept) {
    assertThat(Landing.kept(asked)).isEqualTo(kept);
  }

  /** One-time notes of a page are carried by the address that the operation redirects to. */
  @Test
  void noNoteIsKept() throws IOException {
    List<String> notes = notes();
    assertThat(notes).hasSizeGreaterThan(8);
    for (String note : notes) {
      assertThat(Landing.kept(note)).as(note).doesNotContain("?");
    }
  }

  private static List<String> notes() throws IOException {
    try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
      return sources
          .filter(path -> path.toString().endsWith(".java"))
          .flatMap(path -> NOTE.matcher(read(path)).results())
          .map(found -> found.group(1))
          .toList();
    }
  }

  private static String read(Path path) {
    try {
      return Files.readString(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
