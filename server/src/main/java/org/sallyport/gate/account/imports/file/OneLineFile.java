package org.sallyport.gate.account.imports.file;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * What a directory or an issuer says of one account, as a file of one line: so the same rules,
 * events and notices apply as for an import by an admin. A column that is not there stays as it is.
 */
public final class OneLineFile {
  private final Map<Column, String> cells = new EnumMap<>(Column.class);

  public OneLineFile with(Column column, String cell) {
    cells.put(column, cell);
    return this;
  }

  public byte[] bytes() {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
      printer.printRecord(cells.keySet().stream().map(Column::header).toList());
      printer.printRecord(cells.values());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
