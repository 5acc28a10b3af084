package org.sallyport.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only the message bundles choose between singular and plural. */
class PluralsTest {
  private static final String COUNTED =
      "(seconds|minutes|hours|days|tries|times|codes|studies|images|accounts|devices|phones|browsers|sessions"
          + "|messages|wrong codes|sign-ins)";

  /** A plural form written directly after a number. */
  private static final Pattern BY_HAND =
      Pattern.compile(
          "[+] [\"'] "
              + COUNTED
              + "\\b|%d "
              + COUNTED
              + "\\b|\\$\\{[^}]*} "
              + COUNTED
              + "\\b|=== 1 [?] [\"`'][^=]");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "src/main/java",
        "src/main/resources/templates",
        "src/main/resources/static/design",
        "../web/authenticator/src"
      })
  void areNotChosenInCode(String folder) throws IOException {
    try (Stream<Path> files = Files.walk(Path.of(folder))) {
      assertThat(
              files
                  .filter(Files::isRegularFile)
                  .filter(file -> file.toString().matches(".*\\.(java|html|js|ts)"))
                  .filter(file -> !file.toString().endsWith("src/words.ts"))
                  .filter(PluralsTest::countsByHand))
          .isEmpty();
    }
  }

  private static boolean countsByHand(Path file) {
    try {
      return BY_HAND.matcher(Files.readString(file)).find();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
