package org.sallyport.gate.account.imports.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.messages.Messages;

/**
 * Parses a file of accounts: CSV (RFC 4180) in UTF-8, with a header that names its columns in any
 * order.
 */
public final class AccountFile {
  private static final String MARK = "\ufeff";
  private static final int LONGEST_QUOTED = 40;

  private final List<AccountLine> lines = new ArrayList<>();
  private final List<BadLine> bad = new ArrayList<>();
  private long line = 1;

  private AccountFile() {}

  public static AccountFile read(byte[] file) {
    AccountFile read = new AccountFile();
    try {
      read.rows(text(file));
    } catch (CharacterCodingException e) {
      read.refuse(Messages.text("import.file.not-utf8"));
    } catch (IOException | UncheckedIOException e) {
      read.refuse(Messages.text("import.file.not-csv"));
    }
    return read;
  }

  public List<AccountLine> lines() {
    return lines;
  }

  /** The lines that cannot be parsed. After an invalid header, parsing stops. */
  public List<BadLine> bad() {
    return bad;
  }

  private void rows(String text) throws IOException {
    try (CSVParser parser = CSVParser.parse(text, CSVFormat.RFC4180)) {
      Iterator<CSVRecord> records = parser.iterator();
      List<Column> header = records.hasNext() ? header(records.next()) : header(null);
      line = parser.getCurrentLineNumber() + 1;
      while (!header.isEmpty() && records.hasNext()) {
        row(header, records.next());
        line = parser.getCurrentLineNumber() + 1;
      }
    }
  }

  /** The columns; empty if the header is invalid, which is reported as a bad line. */
  private List<Column> header(@Nullable CSVRecord record) {
    List<Column> columns = new ArrayList<>();
    if (record == null) {
      refuse(Messages.text("import.file.empty"));
      return columns;
    }
    if (record.size() == 1 && record.get(0).contains(";")) {
      refuse(Messages.text("import.header.semicolons"));
      return columns;
    }
    for (String name : record) {
      Column column = Column.of(name).orElse(null);
      if (column == null || columns.contains(column)) {
        refuse(noColumn(columns.size() + 1, name, column));
        return List.of();
      }
      columns.add(column);
    }
    if (!columns.contains(Column.USERNAME)) {
      refuse(Messages.text("import.header.no-username"));
      return List.of();
    }
    return columns;
  }

  private static String noColumn(int place, String name, @Nullable Column twice) {
    return twice == null
        ? Messages.text(
            "import.header.unknown", Integer.toString(place), Column.headers(), quoted(name))
        : Messages.text("import.header.twice", Integer.toString(place));
  }

  private static String quoted(String cell) {
    String text = cell.strip();
    return text.length() > LONGEST_QUOTED ? text.substring(0, LONGEST_QUOTED) + "…" : text;
  }

  private void row(List<Column> header, CSVRecord record) {
    if (record.size() == 1 && record.get(0).isBlank()) {
      return;
    }
    if (record.size() != header.size()) {
      refuse(wrongNumberOfCells(record.size(), header.size()));
      return;
    }
    lines.add(new AccountLine(line, cells(header, record)));
  }

  private static String wrongNumberOfCells(int present, int expected) {
    return Messages.text(
        "import.line.cells", Integer.toString(present), Integer.toString(expected));
  }

  /** The cells without surrounding space, which only in a password has a meaning. */
  private static Map<Column, String> cells(List<Column> header, CSVRecord record) {
    Map<Column, String> cells = new EnumMap<>(Column.class);
    for (int i = 0; i < header.size(); i++) {
      Column column = header.get(i);
      cells.put(column, column == Column.PASSWORD ? record.get(i) : record.get(i).strip());
    }
    return cells;
  }

  private void refuse(String reason) {
    bad.add(new BadLine(line, reason));
  }

  private static String text(byte[] file) throws CharacterCodingException {
    String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(file)).toString();
    return text.startsWith(MARK) ? text.substring(MARK.length()) : text;
  }
}
