package org.sallyport.platform.policy;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;

/** The former names of settings, from {@code renamed-settings.properties}. */
final class RenamedSettings {
  private static final String FILE = "/renamed-settings.properties";

  private RenamedSettings() {}

  /** The new names by the former ones. */
  static Map<String, String> read() {
    Properties names = new Properties();
    try (InputStream file = RenamedSettings.class.getResourceAsStream(FILE)) {
      names.load(Objects.requireNonNull(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return names.stringPropertyNames().stream()
        .collect(Collectors.toMap(former -> former, names::getProperty));
  }
}
