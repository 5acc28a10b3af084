package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import org.sallyport.platform.crypto.RandomValues;
import org.springframework.util.FileSystemUtils;

/**
 * Initialises the database under a temporary name and renames it when it is complete, so that an
 * interrupted first start leaves nothing that looks like data.
 */
final class FirstStart {
  private final DataFolder folder;
  private final EmbeddedConnection secrets;

  private final PostgresUser postgresUser;

  private FirstStart(DataFolder folder, EmbeddedConnection secrets, PostgresUser postgresUser) {
    this.folder = folder;
    this.secrets = secrets;
    this.postgresUser = postgresUser;
  }

  /**
   * Reads the passwords of the data in the folder; initialises passwords and data if there are
   * none.
   *
   * @throws IOException if there is data whose passwords are lost
   */
  static EmbeddedConnection prepare(
      DataFolder folder, RandomValues random, PostgresUser postgresUser) throws IOException {
    if (Files.exists(folder.cluster())) {
      if (Files.notExists(folder.connection())) {
        throw new IOException("the database's passwords are missing: " + folder.connection());
      }
      return EmbeddedConnection.read(folder.connection());
    }
    EmbeddedConnection secrets = new EmbeddedConnection(0, random.token(), random.token());
    secrets.write(folder.connection());
    new FirstStart(folder, secrets, postgresUser).make();
    return secrets;
  }

  private void make() throws IOException {
    Path cluster = folder.unfinishedCluster();
    removeUnfinished(cluster);
    EmbeddedConnection server =
        secrets.at(new Postgres(folder, secrets, postgresUser).start(cluster).port());
    try {
      fill(server);
    } finally {
      LeftoverServer.stop(cluster);
    }
    Files.move(cluster, folder.cluster(), StandardCopyOption.ATOMIC_MOVE);
  }

  private static void removeUnfinished(Path cluster) throws IOException {
    if (Files.exists(cluster)) {
      LeftoverServer.stop(cluster);
      FileSystemUtils.deleteRecursively(cluster);
    }
  }

  private void fill(EmbeddedConnection server) throws IOException {
    try (Connection connection = server.asSuperuser();
        Statement statement = connection.createStatement()) {
      statement.execute(
          String.format(
              Locale.ROOT,
              "create role %s login password '%s'",
              EmbeddedConnection.ROLE,
              secrets.password()));
      statement.execute(
          String.format(Locale.ROOT, "create database %1$s owner %1$s", EmbeddedConnection.ROLE));
    } catch (SQLException e) {
      throw new IOException("the new database cannot be set up", e);
    }
  }
}
