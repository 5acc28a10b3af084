package org.sallyport.platform.audit;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Locale;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.postgresql.copy.CopyManager;
import org.postgresql.copy.PGCopyInputStream;
import org.postgresql.core.BaseConnection;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Repository;

/**
 * Reads links of the chain by COPY in its binary format: of 10 million links the rows of a query
 * would cost more than their hashes. It uses the connection of the current transaction.
 */
@Repository
@RequiredArgsConstructor
class LinkReader {
  /** Signature and flags; the length of an extension follows. */
  private static final int HEADER_BYTES = 15;

  private static final int BUFFER_BYTES = 1 << 17;

  private final JdbcOperations jdbc;

  /** Receives links in order. */
  @FunctionalInterface
  interface Visitor {
    /**
     * Receives the next link; returns false to receive no more.
     *
     * @param content in the form that is hashed
     * @param commitment null unless texts of the event were replaced
     * @param seal of the content after that; null with the commitment
     */
    boolean next(
        long number,
        byte[] stored,
        byte[] content,
        byte @Nullable [] commitment,
        byte @Nullable [] seal);
  }

  /** Reads the links of numbers from {@code first} to {@code last}, both included. */
  void read(long first, long last, Visitor visitor) {
    String copy = copyStatement(first, last);
    jdbc.execute(
        (ConnectionCallback<Boolean>)
            connection -> {
              read(connection, copy, visitor);
              return true;
            });
  }

  private static String copyStatement(long first, long last) {
    return String.format(
        Locale.ROOT,
        """
        copy (select chain_no, chain_hash, %s, commitment, new_seal from audit_event
               where chain_no between %s and %s order by chain_no) to stdout (format binary)
        """,
        AuditLinks.CONTENT,
        Long.toString(first),
        Long.toString(last));
  }

  private static void read(Connection connection, String copy, Visitor visitor)
      throws SQLException {
    CopyManager copies = new CopyManager(connection.unwrap(BaseConnection.class));
    try (InputStream rows = new PGCopyInputStream(copies.copyOut(copy))) {
      read(new DataInputStream(new BufferedInputStream(rows, BUFFER_BYTES)), visitor);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void read(DataInputStream rows, Visitor visitor) throws IOException {
    rows.skipNBytes(HEADER_BYTES + Integer.BYTES);
    boolean wanted = true;
    while (wanted && rows.readShort() > 0) {
      rows.readInt();
      long number = rows.readLong();
      wanted = visitor.next(number, present(rows), present(rows), field(rows), field(rows));
    }
    readToEnd(rows);
  }

  /**
   * The driver cancels a COPY that is closed before its end. If that comes too late, the connection
   * takes the rest of its responses for those of the next statements.
   */
  private static void readToEnd(DataInputStream rows) throws IOException {
    rows.transferTo(OutputStream.nullOutputStream());
  }

  private static byte[] present(DataInputStream rows) throws IOException {
    byte[] field = field(rows);
    return field == null ? new byte[0] : field;
  }

  private static byte @Nullable [] field(DataInputStream rows) throws IOException {
    int length = rows.readInt();
    return length < 0 ? null : rows.readNBytes(length);
  }
}
