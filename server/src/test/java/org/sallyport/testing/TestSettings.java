package org.sallyport.testing;

import com.zaxxer.hikari.HikariDataSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.database.RecordingProxy;
import org.sallyport.testing.database.TestDatabase;
import org.sallyport.testing.database.UsedDatabase;
import org.sallyport.testing.messages.Inbox;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;
import org.springframework.core.type.classreading.MetadataReader;

/** Settings of an application under test: a new database, new keys, a free port. */
public class TestSettings implements ApplicationContextInitializer<ConfigurableApplicationContext> {
  /** The current key. */
  public static final String KEY = "k1:" + key();

  /** A known key that is not in use yet. */
  public static final String NEXT_KEY = "k2:" + key();

  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  /** Long enough for two operations to queue behind a lock on a machine that is busy. */
  private static final String LOCK_WAIT = "15s";

  /** A test that waits for the archive being read again sets this to less. */
  private static final Map<String, Object> DEFAULTS =
      Map.of(
          "sallyport.policy",
          Preset.name(),
          "sallyport.studies.sweep",
          "1d",
          // A test has the mails made itself, once it is ready for them.
          "sallyport.studies.mails",
          "1d",
          // All tests come from one address; one that is about this limit sets it to less.
          "sallyport.otp.per-network-hour",
          100_000,
          // Tests ask for many codes by SMS that nobody enters.
          "sallyport.sms.brake.enabled",
          false);

  /** The annotations of classes: each application scans the same folders, here once in a JVM. */
  private static final Map<Resource, MetadataReader> SCANNED = new ConcurrentHashMap<>();

  @Override
  public void initialize(ConfigurableApplicationContext context) {
    remembersScannedClasses(context);
    Map<String, Object> settings = new HashMap<>(database());
    settings.put("sallyport.secrets.key-file", keyFile(keys()).toString());
    settings.put("sallyport.retention.interval", "365d");
    String lockWait = context.getEnvironment().getProperty("test.lock-wait", LOCK_WAIT);
    settings.put(
        "spring.datasource.hikari.connection-init-sql", "set lock_timeout = '" + lockWait + "'");
    settings.putAll(wideLimits());
    settings.putAll(Inbox.settings());
    settings.putAll(TestArchive.settings());
    settings.putAll(address());
    MutablePropertySources sources = context.getEnvironment().getPropertySources();
    sources.addFirst(new MapPropertySource("test", settings));
    sources.addLast(new MapPropertySource("test defaults", DEFAULTS));
  }

  private static void remembersScannedClasses(ConfigurableApplicationContext context) {
    if (context instanceof DefaultResourceLoader loader) {
      Map<Resource, MetadataReader> scanned = loader.getResourceCache(MetadataReader.class);
      scanned.putAll(SCANNED);
      context.addBeanFactoryPostProcessor(beans -> SCANNED.putAll(scanned));
    }
  }

  /** The settings of a new database without rows. */
  protected Map<String, Object> database() {
    return TestDatabase.migrated();
  }

  /** The lines of the key file. */
  protected String[] keys() {
    return new String[] {KEY, NEXT_KEY};
  }

  /** A free port, and a public address that differs from it. */
  protected Map<String, Object> address() {
    return Map.of();
  }

  /** The test clock stands still, so that all messages fall into one hour. */
  private static Map<String, Object> wideLimits() {
    return Map.of(
        "sallyport.otp.per-prefix-hour", 100_000, "sallyport.otp.per-installation-hour", 100_000);
  }

  /** Writes a key file; the first key is the current one. */
  public static Path keyFile(String... keys) {
    try {
      Path folder = Files.createTempDirectory("sallyport-test");
      Path file = Files.createFile(folder.resolve("keys.txt"), OWNER_ONLY);
      return Files.write(file, List.of(keys));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String key() {
    byte[] key = new byte[32];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /**
   * The same settings, with the server's own address as the public address, which passkeys require.
   */
  public static final class AtItsAddress extends TestSettings {
    @Override
    protected Map<String, Object> address() {
      int port = FreePorts.next();
      return Map.of("server.port", port, "sallyport.public-url", "http://localhost:" + port);
    }
  }

  /** The same settings, with a database connection that can be cut. */
  public static final class OnAWire extends TestSettings {
    private static final Map<String, Object> BEHIND = TestDatabase.migrated();
    private static final String URL = String.valueOf(BEHIND.get("spring.datasource.url"));
    private static final String PORT = URL.replaceAll(".*?://[^:/]+:(\\d+)/.*", "$1");

    /** The connection to the database. */
    public static final RecordingProxy WIRE = new RecordingProxy(Integer.parseInt(PORT));

    /** Connections to the database, without an application. */
    public static HikariDataSource pool() {
      HikariDataSource pool = new HikariDataSource();
      pool.setJdbcUrl(URL.replace(":" + PORT + "/", ":" + WIRE.port() + "/"));
      pool.setUsername(String.valueOf(BEHIND.get("spring.datasource.username")));
      pool.setPassword(String.valueOf(BEHIND.get("spring.datasource.password")));
      return pool;
    }

    @Override
    protected Map<String, Object> database() {
      Map<String, Object> settings = new HashMap<>(BEHIND);
      settings.put("spring.datasource.url", URL.replace(":" + PORT + "/", ":" + WIRE.port() + "/"));
      return settings;
    }
  }

  /** The same settings, with the database of a version before this one. */
  public static final class OnUsedDatabase extends TestSettings {
    /** How many rows each table had before the start. */
    public static final Map<String, Long> BEFORE = new ConcurrentHashMap<>();

    @Override
    protected Map<String, Object> database() {
      Map<String, Object> settings = UsedDatabase.on(TestDatabase.VERSION);
      BEFORE.putAll(UsedDatabase.counts(settings));
      return settings;
    }

    @Override
    protected String[] keys() {
      return UsedDatabase.KEYS.toArray(String[]::new);
    }
  }

  /** The same settings on the embedded version. */
  public static final class OnPostgres18 extends TestSettings {
    @Override
    protected Map<String, Object> database() {
      return TestDatabase.migratedOn(TestDatabase.EMBEDDED);
    }
  }
}
