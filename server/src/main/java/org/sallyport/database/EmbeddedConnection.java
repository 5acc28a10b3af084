package org.sallyport.database;

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
 * The way to the embedded database, kept in a file that only its owner reads: backups and commands
 * beside a running server find it there.
 *
 * @param port on the loopback address; another one at every start
 * @param password of the application's role, which owns its database and nothing else
 * @param superuserPassword of the role that sets the database up and asks whether it is ready
 */
record EmbeddedConnection(int port, String password, String superuserPassword)
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

  /** To the database that a server has from the beginning. */
  Connection asSuperuser() throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    return DriverManager.getConnection(url, Postgres.SUPERUSER, superuserPassword);
  }

  /** Whether a database answers. */
  boolean answers() {
    try (var connection = DriverManager.getConnection(getJdbcUrl(), ROLE, password)) {
      return connection.isValid(1);
    } catch (SQLException e) {
      return false;
    }
  }

  static EmbeddedConnection read(Path file) throws IOException {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(file)) {
      lines.load(reader);
    }
    return new EmbeddedConnection(
        Integer.parseInt(lines.getProperty("port", "0")),
        lines.getProperty("password", ""),
        lines.getProperty("superuser.password", ""));
  }

  /** Replaces the file in one step: it never holds half of this, nor does anyone else read it. */
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
