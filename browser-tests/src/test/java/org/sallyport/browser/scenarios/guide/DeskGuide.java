package org.sallyport.browser.scenarios.guide;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** Commands that the admin guide gives to the help desk. */
final class DeskGuide {
  private static final Path FILE = Path.of("../docs/admin-guide.md");
  private static final Pattern RESET =
      Pattern.compile("[.]/sallyport (account reset NAME --reason TEXT)");

  private DeskGuide() {}

  /** The command that starts a reset, from the section on a lost second factor. */
  public static String[] reset(String name) {
    List<String[]> commands =
        section()
            .lines()
            .map(RESET::matcher)
            .filter(line -> line.matches())
            .map(
                line ->
                    line.group(1)
                        .replace("NAME", name)
                        .replace("TEXT", "seen-in-person")
                        .split(" "))
            .toList();
    assertThat(commands).as("a command to start a reset").hasSize(1);
    return commands.getFirst();
  }

  private static String section() {
    try {
      String guide = Files.readString(FILE);
      int start = guide.indexOf("### A lost second factor");
      return guide.substring(start, guide.indexOf("\n#", start));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
