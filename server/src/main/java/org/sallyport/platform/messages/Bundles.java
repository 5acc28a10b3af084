package org.sallyport.platform.messages;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The texts of the files {@code messages/LANGUAGE/AREA.properties} and {@code
 * messages/LANGUAGE/patient/AREA.properties}, each read when its first text is asked for. A
 * hospital's own texts replace them.
 */
final class Bundles {
  private static final Map<String, Map<String, String>> READ = new ConcurrentHashMap<>();

  private static volatile Overrides own = Overrides.none();

  private Bundles() {}

  static void replace(Overrides overrides) {
    own = overrides;
  }

  /** The text of exactly this language and audience; null if it has none of its own. */
  static @Nullable String own(Language language, Audience audience, String area, String key) {
    String file = file(language, audience, area);
    String replaced = own.text(file, key);
    return replaced != null ? replaced : shipped(file).get(key);
  }

  /** What a hospital says in its own way in exactly this language and for this audience. */
  static Map<String, String> replaced(Language language, Audience audience, String area) {
    return own.of(file(language, audience, area));
  }

  /** The shipped texts of a file, for example "nl/patient/studies"; empty if there is none. */
  static Map<String, String> shipped(String file) {
    Map<String, String> texts = READ.get(file);
    return texts == null ? READ.computeIfAbsent(file, Bundles::read) : texts;
  }

  static String file(Language language, Audience audience, String area) {
    return language.tag() + audience.folder() + area;
  }

  private static Map<String, String> read(String file) {
    try (InputStream in = Bundles.class.getResourceAsStream("/messages/" + file + ".properties")) {
      return in == null ? Map.of() : texts(new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The texts of a file of properties in UTF-8. */
  static Map<String, String> texts(Reader in) throws IOException {
    Properties properties = new Properties();
    properties.load(in);
    Map<String, String> texts = new ConcurrentHashMap<>();
    for (String key : properties.stringPropertyNames()) {
      texts.put(key, Objects.requireNonNull(properties.getProperty(key)));
    }
    return texts;
  }
}
