package org.sallyport.staff.admin;

import java.nio.file.Path;
import org.sallyport.platform.database.embedded.EmbeddedData;
import org.sallyport.platform.policy.start.StartRefused;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.core.env.Environment;

/** Identifies the data that a command works on. */
final class UsedData {
  private static final String DATABASE = "spring.datasource.url";

  private UsedData() {}

  /**
   * For example "data in /var/lib/sallyport/data"; parameters of an external database's URL are
   * omitted.
   */
  static String words(Environment settings) {
    String url = settings.getProperty(DATABASE, "");
    return url.isBlank()
        ? "data in " + folder(settings)
        : "database " + url.replaceAll("\\?.*", "");
  }

  /**
   * Refuses a folder without an installation. Only an import creates a new one; for other commands
   * the folder is wrong.
   */
  static void check(Command command, Environment settings) {
    boolean own = settings.getProperty(DATABASE, "").isBlank();
    if (own && command != Command.IMPORT && !EmbeddedData.isIn(folder(settings))) {
      throw new StartRefused(
          "no installation in "
              + folder(settings)
              + "; run this in its folder, or name it by --data DIR or --config FILE");
    }
  }

  /** Refuses a folder without an installation, and an installation with another database. */
  static void checkOwn(Environment settings) {
    refuseExternal(settings);
    check(Command.RESTORED, settings);
  }

  /** Refuses an installation that does not use the embedded database. */
  static void refuseExternal(Environment settings) {
    if (!settings.getProperty(DATABASE, "").isBlank()) {
      throw new StartRefused(
          "this installation uses the "
              + words(settings)
              + ", which has a backup of its own, see postgresql.md; only the embedded database is copied");
    }
  }

  /**
   * The same check for a database, before anything is created in it: commands other than an import
   * refuse a database that Sallyport never migrated. It runs before the key file is looked for.
   */
  static FlywayMigrationStrategy migration(Command command, Environment settings) {
    return flyway -> {
      if (command != Command.IMPORT && flyway.info().applied().length == 0) {
        throw new StartRefused(
            "no installation in the "
                + words(settings)
                + "; name the right one by --data DIR or --config FILE");
      }
      flyway.migrate();
    };
  }

  private static Path folder(Environment settings) {
    return Path.of(settings.getProperty("sallyport.data", "data")).toAbsolutePath().normalize();
  }
}
