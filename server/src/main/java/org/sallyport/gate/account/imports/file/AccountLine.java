package org.sallyport.gate.account.imports.file;

import java.util.Map;
import java.util.Optional;

/**
 * A line of a file of accounts.
 *
 * @param number the number of its first line in the file, from 1
 * @param cells the content of each column of the file, without surrounding space; passwords are
 *     unchanged
 */
public record AccountLine(long number, Map<Column, String> cells) {

  /** A cell's content; empty if the cell is empty or the file has no such column. */
  public Optional<String> cell(Column column) {
    return Optional.ofNullable(cells.get(column)).filter(cell -> !cell.isEmpty());
  }

  /** Omits the cells, since one of them is a password. */
  @Override
  public String toString() {
    return "AccountLine[" + number + "]";
  }
}
