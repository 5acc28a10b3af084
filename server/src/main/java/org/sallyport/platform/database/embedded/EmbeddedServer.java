package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sallyport.platform.crypto.RandomValues;

/** A running server of the embedded database, for its superuser: for backups. */
public final class EmbeddedServer implements AutoCloseable {
  private final EmbeddedConnection connection;
  private final Path files;
  private final EmbeddedData.Held held;

  private EmbeddedServer(EmbeddedConnection connection, Path files, EmbeddedData.Held held) {
    this.connection = connection;
    this.files = files;
    this.held = held;
  }

  /**
   * The server on an installation's data: that of the running application, or one started for the
   * caller.
   *
   * @throws DataInUse if another process holds the data and its database does not answer
   */
  public static EmbeddedServer of(Path data, RandomValues random) {
    DataFolder folder = new DataFolder(data);
    EmbeddedDatabase database = EmbeddedDatabase.ownOrBorrow(folder, random);
    return new EmbeddedServer(database.connection(), folder.cluster(), database::close);
  }

  /**
   * Starts a server on a copy of an installation's database, with the binaries and the passwords of
   * the original.
   *
   * @param copy a folder that the caller holds, whose {@code postgres/data} is the copy
   * @throws IOException if it does not start: the copy is incomplete, or cannot be written
   */
  public static EmbeddedServer onCopy(Path copy, Path data) throws IOException {
    DataFolder original = new DataFolder(data);
    DataFolder folder = new DataFolder(copy).withProgramOf(original);
    EmbeddedConnection secrets = EmbeddedConnection.read(original.connection());
    int port = new Postgres(folder, secrets, PostgresUser.here()).start(folder.cluster()).port();
    return new EmbeddedServer(
        secrets.at(port), folder.cluster(), () -> LeftoverServer.stop(folder.cluster()));
  }

  /** PostgreSQL's data directory. */
  public Path files() {
    return files;
  }

  /** Connects to the application's database as its superuser. */
  public Connection connect() throws SQLException {
    return connection.asSuperuserOfApplication();
  }

  /** Stops the server if it was started for the caller. */
  @Override
  public void close() throws IOException {
    held.close();
  }
}
