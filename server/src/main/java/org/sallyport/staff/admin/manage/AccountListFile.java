package org.sallyport.staff.admin.manage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.commons.csv.CSVFormat;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.search.AccountCriteria;
import org.sallyport.gate.account.search.AccountList;
import org.sallyport.gate.account.search.ListedAccount;
import org.sallyport.platform.access.SpreadsheetCell;
import org.sallyport.staff.admin.gate.StaffDownloads.Progress;
import org.sallyport.staff.admin.gate.StaffDownloads.TextFile;

/**
 * The list of accounts as CSV (RFC 4180), without contacts. Times are in UTC.
 *
 * @param ends receives how many accounts were written, and whether the client got all of them
 */
record AccountListFile(
    String name, AccountList list, AccountCriteria criteria, BiConsumer<Long, Boolean> ends)
    implements TextFile {
  /** Accounts in one file; more are not sent, and the page says so. */
  static final int MAX_ACCOUNTS = 10_000;

  private static final List<String> COLUMNS =
      List.of(
          "username",
          "name",
          "role",
          "state",
          "method",
          "linked_methods",
          "groups",
          "created_at",
          "last_sign_in");

  @Override
  public String mediaType() {
    return "text/csv;charset=utf-8";
  }

  @Override
  public void write(Writer out, Progress progress) throws IOException {
    CSVFormat.RFC4180.printRecord(out, COLUMNS.toArray());
    list.each(
        criteria,
        MAX_ACCOUNTS,
        batch -> {
          batch.forEach(account -> line(out, account));
          progress.add(batch.size());
          return !progress.isOver();
        });
  }

  @Override
  public void ended(long rows, boolean whole) {
    ends.accept(rows, whole);
  }

  private static void line(Writer out, ListedAccount account) {
    try {
      CSVFormat.RFC4180.printRecord(
          out,
          SpreadsheetCell.of(account.username()),
          SpreadsheetCell.of(account.name()),
          account.role().word(),
          account.state().word(),
          SpreadsheetCell.of(account.method()),
          SpreadsheetCell.of(String.join("; ", account.linked())),
          SpreadsheetCell.of(String.join("; ", account.groups())),
          time(account.createdAt()),
          time(account.lastSignIn()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String time(@Nullable Instant at) {
    return at == null ? "" : DateTimeFormatter.ISO_INSTANT.format(at);
  }
}
