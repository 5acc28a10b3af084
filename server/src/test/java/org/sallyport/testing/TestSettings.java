package org.sallyport.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;

/** Settings of an application under test: a new database, new keys, any free port. */
final class TestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> settings = new HashMap<>(TestDatabase.fresh());
    settings.put("sallyport.secrets.key-file", folder().resolve("keys.txt").toString());
    settings.putAll(Inbox.settings());
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("sallyport-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
