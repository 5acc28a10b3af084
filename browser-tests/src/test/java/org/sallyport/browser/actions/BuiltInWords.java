package org.sallyport.browser.actions;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;

/**
 * Sentences that are built into the viewer or the phone app, from their bundles.
 *
 * @param language tag of the language
 * @param area "viewer" or "app"
 */
public record BuiltInWords(String language, String area) {
  /** The sentence of a key without the area, with arguments in the place of {0}, {1}, … */
  public String of(String key, Object... arguments) {
    String words = Objects.requireNonNull(bundle().getProperty(area + "." + key), key);
    for (int i = 0; i < arguments.length; i++) {
      words = words.replace("{" + i + "}", arguments[i].toString());
    }
    return words;
  }

  private Properties bundle() {
    String file = "/messages/" + language + "/" + area + ".properties";
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(BuiltInWords.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      Properties words = new Properties();
      words.load(in);
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
