package org.sallyport.platform.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.sallyport.platform.database.embedded.DataFolder;
import org.sallyport.platform.database.embedded.EmbeddedConnection;
import org.sallyport.platform.database.embedded.EmbeddedData;
import org.sallyport.platform.database.state.NodesState;
import org.sallyport.platform.database.state.SchemaState;
import org.sallyport.platform.database.state.ServerState;
import org.sallyport.platform.examination.Examination;
import org.sallyport.platform.examination.Examined;
import org.sallyport.platform.examination.Finding;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * The database, external or embedded: whether it can be reached, its rights and version, the
 * version of its tables, its clock, and the servers that run on it.
 */
final class DatabaseExamination implements Examination {
  private static final String DATABASE = "database";
  private static final String URL = "spring.datasource.url";

  @Override
  public String subject() {
    return DATABASE;
  }

  @Override
  public boolean isCheap() {
    return true;
  }

  @Override
  public List<Finding> examine(Examined examined) {
    Optional<String> url = examined.value(URL);
    if (url.isPresent()) {
      return url.get().startsWith("jdbc:postgresql:")
          ? examine(examined, ExaminedDatabase.external(examined, url.get()))
          : List.of();
    }
    return embedded(examined);
  }

  private static List<Finding> embedded(Examined examined) {
    Path data = Path.of(examined.value("sallyport.data").orElse("data"));
    DataFolder folder = new DataFolder(data);
    if (!EmbeddedData.isIn(data)) {
      return List.of(Finding.sound(DATABASE, "embedded; it is made at the first start"));
    }
    try {
      EmbeddedConnection connection =
          Files.exists(folder.connection()) ? EmbeddedConnection.read(folder.connection()) : null;
      if (connection == null) {
        return List.of(
            Finding.error(
                DATABASE, "the passwords of the embedded one are missing: " + folder.connection()));
      }
      return connection.answers()
          ? examine(examined, ExaminedDatabase.of(connection))
          : List.of(
              Finding.sound(
                  DATABASE,
                  "embedded, in " + folder + "; it is not running, so it was not looked into"));
    } catch (IOException e) {
      return List.of(Finding.error(DATABASE, folder.connection() + " cannot be read"));
    }
  }

  private static List<Finding> examine(Examined examined, ExaminedDatabase database) {
    try (Connection connection = database.connect()) {
      return examine(
          examined,
          database.url(),
          JdbcClient.create(new SingleConnectionDataSource(connection, true)));
    } catch (SQLException e) {
      return List.of(
          Finding.error(DATABASE, "cannot connect, see spring.datasource.url: " + e.getMessage()));
    } catch (DataAccessException e) {
      return List.of(
          Finding.error(DATABASE, "cannot be examined: " + e.getMostSpecificCause().getMessage()));
    }
  }

  private static List<Finding> examine(Examined examined, String url, JdbcClient jdbc) {
    List<Finding> findings = new ArrayList<>();
    findings.addAll(ServerState.examine(jdbc, url));
    if (ServerState.isForeign(jdbc)) {
      return findings;
    }
    findings.addAll(SchemaState.examine(jdbc));
    findings.addAll(NodesState.examine(jdbc));
    clock(examined, jdbc).ifPresent(findings::add);
    if (findings.isEmpty()) {
      findings.add(Finding.sound(DATABASE, versions(jdbc)));
    }
    return findings;
  }

  /** For example "PostgreSQL 18.6, tables of this version". */
  private static String versions(JdbcClient jdbc) {
    return "PostgreSQL "
        + jdbc.sql("show server_version").query(String.class).single()
        + ", "
        + SchemaState.words(jdbc);
  }

  private static Optional<Finding> clock(Examined examined, JdbcClient jdbc) {
    long off = ClockDifference.millis(jdbc, examined.clock());
    return Math.abs(off) > ClockDifference.MAX.toMillis()
        ? Optional.of(
            Finding.error(
                "clock",
                "this machine and the database differ by "
                    + Math.abs(off) / 1000
                    + " s: use NTP on both, or codes are refused"))
        : Optional.empty();
  }
}
