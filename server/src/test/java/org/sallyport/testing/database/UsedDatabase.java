package org.sallyport.testing.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;
import org.tukaani.xz.XZInputStream;

/**
 * The database of a version before this one, with what invented people did: accounts, factors,
 * sessions, shares, marks, applications, audit events. It was written by pg_dump with the tables of
 * migration {@value #LAST_MIGRATION}.
 */
public final class UsedDatabase {
  public static final String LAST_MIGRATION = "20261205.100000";

  /** The keys with which its values were encrypted and hashed. */
  public static final List<String> KEYS =
      List.of(
          "k1:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
          "k2:ICEiIyQlJicoKSorLC0uLzAxMjM0NTY3ODk6Ozw9Pj8=");

  /** One row of {@code directory_sync} was that of SCIM, which a migration removes. */
  public static final BiFunction<String, Long, Long> WITHOUT_SCIM = (table, rows) -> rows - 1;

  private static final String TABLES =
      "select tablename from pg_tables where schemaname = 'public' order by tablename";

  private UsedDatabase() {}

  /** The settings of a new copy on a version of PostgreSQL. */
  public static Map<String, Object> on(String version) {
    Map<String, Object> settings = TestDatabase.freshOn(version);
    try (InputStream packed = UsedDatabase.class.getResourceAsStream("/used-database.sql.xz");
        InputStream dump = new XZInputStream(packed);
        Connection connection = connect(settings);
        Statement statement = connection.createStatement()) {
      statement.execute(new String(dump.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return settings;
  }

  /** How many rows each of its tables has. */
  public static Map<String, Long> counts(Map<String, Object> settings) {
    Map<String, Long> counts = new TreeMap<>();
    try (Connection connection = connect(settings);
        Statement statement = connection.createStatement();
        Statement count = connection.createStatement();
        ResultSet tables = statement.executeQuery(TABLES)) {
      while (tables.next()) {
        String table = tables.getString(1);
        try (ResultSet rows = count.executeQuery("select count(*) from " + table)) {
          rows.next();
          counts.put(table, rows.getLong(1));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return counts;
  }

  private static Connection connect(Map<String, Object> settings) throws SQLException {
    return DriverManager.getConnection(
        String.valueOf(settings.get("spring.datasource.url")),
        String.valueOf(settings.get("spring.datasource.username")),
        String.valueOf(settings.get("spring.datasource.password")));
  }
}
