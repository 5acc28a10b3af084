package org.sallyport.platform.audit.search;

import java.io.IOException;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.SpreadsheetCell;

/** Events as CSV (RFC 4180), which no spreadsheet takes for formulas (attack M03). */
public final class AuditCsv {
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
          "details",
          "actor_account");

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
        SpreadsheetCell.of(event.account()),
        SpreadsheetCell.of(username),
        SpreadsheetCell.of(event.signIn()),
        SpreadsheetCell.of(event.address()),
        SpreadsheetCell.of(event.browser()),
        SpreadsheetCell.of(event.actor()),
        SpreadsheetCell.of(event.details()),
        SpreadsheetCell.of(event.actorAccount()));
  }
}
