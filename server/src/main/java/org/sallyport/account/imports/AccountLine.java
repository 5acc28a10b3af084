package org.sallyport.account.imports;

import java.util.Map;
import java.util.Optional;

/**
 * A line of a file of accounts.
 *
 * @param number of the line on which it begins, from 1
 * @param cells what stands in each column that the file has, without space around it; a password as
 *     it stands
 */
record AccountLine(long number, Map<Column, String> cells) {

  /** What a cell says; nothing if it is empty or the file has no such column. */
  Optional<String> cell(Column column) {
    return Optional.ofNullable(cells.get(column)).filter(cell -> !cell.isEmpty());
  }

  /** Never shows a cell: one of them is a password. */
  @Override
  public String toString() {
    return "AccountLine[" + number + "]";
  }
}
