package org.sallyport.staff.admin;

import java.util.List;
import java.util.stream.Collectors;

/** Formats rows of text in columns for the command line. */
public final class Table {
  private static final int COLUMN_GAP = 2;

  private Table() {}

  /** At least one row; control characters are shown as question marks. */
  public static String of(List<List<String>> rows) {
    int columns = rows.getFirst().size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).collect(Collectors.joining("\n"));
  }

  private static String line(List<String> row, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.size(); i++) {
      String cell = row.get(i).replaceAll("\\p{Cntrl}", "?");
      line.append(cell).append(" ".repeat(widths[i] - cell.length() + COLUMN_GAP));
    }
    return line.toString().stripTrailing();
  }
}
