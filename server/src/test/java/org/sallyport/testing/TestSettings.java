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
public class TestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  @Override
  public void initialize(ConfigurableApplicationContext context) {
    Map<String, Object> settings = new HashMap<>(database());
    settings.put("sallyport.secrets.key-file", folder().resolve("keys.txt").toString());
    settings.putAll(Inbox.settings());
    settings.putAll(TestArchive.settings());
    context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", settings));
  }

  /** The settings that lead to a new database. */
  protected Map<String, Object> database() {
    return TestDatabase.fresh();
  }

  private static Path folder() {
    try {
      return Files.createTempDirectory("sallyport-test");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The same on PostgreSQL 17. */
  public static final class OnPostgres17 extends TestSettings {
    @Override
    protected Map<String, Object> database() {
      return TestDatabase.freshOnPostgres17();
    }
  }
}
