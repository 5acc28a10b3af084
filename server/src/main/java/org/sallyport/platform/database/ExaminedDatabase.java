package org.sallyport.platform.database;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Function;
import org.sallyport.platform.database.embedded.DataFolder;
import org.sallyport.platform.database.embedded.EmbeddedConnection;
import org.sallyport.platform.database.embedded.EmbeddedData;
import org.sallyport.platform.examination.Examined;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The database of an installation that is examined. */
public record ExaminedDatabase(String url, String username, String password) {
  private static final String TIMEOUT_SECONDS = "5";

  /**
   * The external database, or the embedded one if it runs; empty if there is none, which the
   * examination of the database reports.
   */
  public static Optional<ExaminedDatabase> of(Examined examined) {
    Optional<String> url = examined.value("spring.datasource.url");
    return url.isPresent()
        ? url.filter(it -> it.startsWith("jdbc:postgresql:")).map(it -> external(examined, it))
        : embedded(Path.of(examined.value("sallyport.data").orElse("data")));
  }

  /** The file of the keys that its data need. */
  public static Path keyFile(Examined examined) {
    return Path.of(examined.value("sallyport.secrets.key-file").orElse("data/keys/keys.txt"));
  }

  static ExaminedDatabase external(Examined examined, String url) {
    return new ExaminedDatabase(
        url,
        examined.value("spring.datasource.username").orElse(""),
        examined.settings().getProperty("spring.datasource.password", ""));
  }

  private static Optional<ExaminedDatabase> embedded(Path data) {
    try {
      return EmbeddedData.isIn(data)
          ? Optional.ofNullable(EmbeddedConnection.read(new DataFolder(data).connection()))
              .filter(EmbeddedConnection::answers)
              .map(ExaminedDatabase::of)
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  static ExaminedDatabase of(EmbeddedConnection connection) {
    return new ExaminedDatabase(
        connection.getJdbcUrl(), connection.getUsername(), connection.getPassword());
  }

  /** Asks it something; empty if it cannot be reached or does not answer. */
  public <T> Optional<T> ask(Function<JdbcClient, T> question) {
    try (Connection connection = connect()) {
      JdbcTemplate statements = new JdbcTemplate(new SingleConnectionDataSource(connection, true));
      return Optional.of(question.apply(JdbcClient.create(new TypedParameters(statements))));
    } catch (SQLException | DataAccessException e) {
      return Optional.empty();
    }
  }

  Connection connect() throws SQLException {
    Properties login = new Properties();
    login.setProperty("user", username);
    login.setProperty("password", password);
    login.setProperty("ApplicationName", "sallyport doctor");
    login.setProperty("connectTimeout", TIMEOUT_SECONDS);
    login.setProperty("loginTimeout", TIMEOUT_SECONDS);
    login.setProperty("socketTimeout", TIMEOUT_SECONDS);
    return DriverManager.getConnection(url, login);
  }

  @Override
  public String toString() {
    return url;
  }
}
