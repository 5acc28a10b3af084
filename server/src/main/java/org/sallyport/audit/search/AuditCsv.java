package org.sallyport.audit.search;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;

/**
 * Events as CSV (RFC 4180). A cell that a spreadsheet would take for a formula gets an apostrophe
 * before it (attack M03).
 */
public final class AuditCsv {
  private static final Pattern FORMULA =
      Pattern.compile("^\\s*[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20]");

  private static final List<String> COLUMNS =
      List.of(
          "number",
          "id",
          "at",
          "type",
          "account",
          "username",
          "sign_in",
          "address",
          "browser",
          "actor",
          "details");

  private AuditCsv() {}

  /** The names of the columns. */
  public static void header(Appendable out) throws IOException {
    CSVFormat.RFC4180.printRecord(out, COLUMNS.toArray());
  }

  /**
   * One event.
   *
   * @param username of the account concerned; null if it is unknown or was removed
   */
  public static void line(Appendable out, AuditRecord event, @Nullable String username)
      throws IOException {
    CSVFormat.RFC4180.printRecord(
        out,
        event.number() == 0 ? "" : event.number(),
        event.id(),
        DateTimeFormatter.ISO_INSTANT.format(event.at()),
        event.type(),
        cell(event.account()),
        cell(username),
        cell(event.signIn()),
        cell(event.address()),
        cell(event.browser()),
        cell(event.actor()),
        cell(event.details()));
  }

  private static String cell(@Nullable Object value) {
    String text = value == null ? "" : value.toString();
    return FORMULA.matcher(text).find() ? "'" + text : text;
  }
}
