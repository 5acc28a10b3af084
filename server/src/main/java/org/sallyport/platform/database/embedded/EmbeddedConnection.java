package org.sallyport.platform.database.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;

/**
 * The connection to the embedded database, stored in a file that only its owner can read: backups
 * and commands that run beside the server use it.
 *
 * @param port on the loopback address; a different one at every start
 * @param password of the application's role, which owns its database and nothing else
 * @param superuserPassword of the role that sets up the database
 */
public record EmbeddedConnection(int port, String password, String superuserPassword)
    implements JdbcConnectionDetails {
  static final String ROLE = "sallyport";

  EmbeddedConnection at(int newPort) {
    return new EmbeddedConnection(newPort, password, superuserPassword);
  }

  @Override
  public String getJdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + ROLE;
  }

  @Override
  public String getUsername() {
    return ROLE;
  }

  @Override
  public String getPassword() {
    return password;
  }

  /** Connects as superuser to the server's initial database, {@code postgres}. */
  Connection asSuperuser() throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    return DriverManager.getConnection(url, Postgres.SUPERUSER, superuserPassword);
  }

  /** Connects as superuser to the application's database. */
  Connection asSuperuserOfApplication() throws SQLException {
    return DriverManager.getConnection(getJdbcUrl(), Postgres.SUPERUSER, superuserPassword);
  }

  /** Whether the database accepts connections. */
  public boolean answers() {
    try (var connection = DriverManager.getConnection(getJdbcUrl(), ROLE, password)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  public static EmbeddedConnection read(Path file) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    return new EmbeddedConnection(
        Integer.parseInt(lines.getProperty("port", "0")),
        lines.getProperty("password", ""),
        lines.getProperty("superuser.password", ""));
  }

  /** Replaces the file atomically, with access for its owner only. */
  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(next);
    Files.createFile(next, DataFolder.OWNER_ONLY);
    Files.writeString(next, lines(), StandardOpenOption.WRITE, StandardOpenOption.SYNC);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private String lines() {
    return String.format(
        Locale.ROOT,
        """
        # How to reach Sallyport's own database while it runs.
        url=%s
        port=%d
        username=%s
        password=%s
        superuser.password=%s
        """,
        getJdbcUrl(),
        port,
        ROLE,
        password,
        superuserPassword);
  }

  @Override
  public String toString() {
    return getJdbcUrl();
  }
}
