package org.sallyport.platform.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;

/**
 * A backup in the sense of PostgreSQL, from {@code pg_backup_start} to {@code pg_backup_stop},
 * which have to be called on one connection. A temporary replication slot keeps the write-ahead log
 * from being recycled until the connection ends, whichever way it does.
 */
final class BackupSession {
  private static final long LOG_BYTES = 1L << 32;

  private final Connection connection;

  private BackupSession(Connection connection) {
    this.connection = connection;
  }

  /** Begins a backup with a checkpoint. */
  static BackupSession begin(Connection connection) throws SQLException {
    BackupSession session = new BackupSession(connection);
    session.text(
        "select slot_name from pg_create_physical_replication_slot("
            + "'sallyport_backup_' || pg_backend_pid(), true, true)");
    session.text("select pg_backup_start('sallyport backup', true)::text");
    return session;
  }

  /**
   * Copies the files and the log that they need.
   *
   * @return the end of the audit log's chain, which the copy contains
   */
  LastEvent copy(Path from, Path to) throws SQLException, IOException, BackupRefused {
    ClusterCopy.copy(from, to);
    LastEvent last = LastEvent.of(connection);
    stop(from, to);
    return last;
  }

  private void stop(Path from, Path to) throws SQLException, IOException, BackupRefused {
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select pg_walfile_name(lsn), labelfile, spcmapfile from pg_backup_stop(false)")) {
      row.next();
      String label = row.getString(2);
      if (!row.getString(3).isBlank()) {
        throw new BackupRefused("the database has tablespaces, which a backup does not copy");
      }
      WriteAheadLog.copy(
          from.resolve("pg_wal"),
          to.resolve("pg_wal"),
          firstSegment(label),
          row.getString(1),
          LOG_BYTES / segmentBytes());
      Files.writeString(to.resolve("backup_label"), label, StandardOpenOption.CREATE_NEW);
    }
  }

  /** From "START WAL LOCATION: 0/2000028 (file 000000010000000000000002)". */
  private static String firstSegment(String label) {
    String line = label.lines().findFirst().orElse("");
    return line.substring(line.indexOf("(file ") + "(file ".length(), line.indexOf(')'));
  }

  private long segmentBytes() throws SQLException {
    return Long.parseLong(text("select setting from pg_settings where name = 'wal_segment_size'"));
  }

  private String text(String question) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(question)) {
      if (!row.next()) {
        throw new SQLException(String.format(Locale.ROOT, "no answer: %s", question));
      }
      return row.getString(1);
    }
  }
}
