package org.sallyport.browser.scenarios.studies;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/** Sentences of the viewer, from its message bundle. */
final class ViewerWords {
  private ViewerWords() {}

  /** What is said in the place of an image that is refused for a reason. */
  static String refusal(String reason) {
    return Objects.requireNonNull(bundle().getProperty("viewer.trouble." + reason), reason);
  }

  private static Properties bundle() {
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(
                ViewerWords.class.getResourceAsStream("/messages/en/viewer.properties")),
            StandardCharsets.UTF_8)) {
      Properties words = new Properties();
      words.load(in);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
