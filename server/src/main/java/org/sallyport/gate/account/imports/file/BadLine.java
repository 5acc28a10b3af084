package org.sallyport.gate.account.imports.file;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A line of a file that is rejected.
 *
 * @param number the line number, from 1
 * @param reason all problems of the line, column by column, on one line; never a cell's content
 */
public record BadLine(long number, String reason) {
  private static final String HEADERS =
      Arrays.stream(Column.values()).map(Column::header).collect(Collectors.joining("|"));

  /** Before the problem of a column; problems may contain semicolons themselves. */
  private static final Pattern NEXT = Pattern.compile("; (?=(?:" + HEADERS + "): )");

  /** The problems by the header of their column, for a form of one line. */
  public Map<String, String> byColumn() {
    Map<String, String> problems = new LinkedHashMap<>();
    for (String problem : NEXT.split(reason, -1)) {
      String[] parts = problem.split(": ", 2);
      if (parts.length == 2) {
        problems.merge(parts[0], parts[1], (one, other) -> one + "; " + other);
      }
    }
    return problems;
  }
}
