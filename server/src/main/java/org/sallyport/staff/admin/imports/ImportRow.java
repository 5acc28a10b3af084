package org.sallyport.staff.admin.imports;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.imports.PlannedAccount;
import org.sallyport.gate.account.imports.ValueChange;
import org.sallyport.platform.messages.Messages;

/**
 * What an import does to an account, as shown by the dry run.
 *
 * @param name the present name; null for a new account
 * @param kind as text
 * @param made whether the account is new
 */
public record ImportRow(
    long line,
    String username,
    @Nullable String name,
    String kind,
    boolean made,
    List<Value> values) {

  /**
   * A value that changes.
   *
   * @param from masked; empty if there is none
   * @param to as in the file
   */
  public record Value(String column, String from, String to) {}

  static ImportRow of(PlannedAccount planned) {
    Account existing = planned.draft().existing();
    return new ImportRow(
        planned.draft().line(),
        planned.draft().username(),
        existing == null ? null : existing.name(),
        Messages.text("staff.import.kind." + planned.kind().name().toLowerCase(Locale.ROOT)),
        existing == null,
        planned.changes().stream().map(ImportRow::value).toList());
  }

  private static Value value(ValueChange change) {
    return new Value(
        Messages.text("staff.column." + change.column()), change.masked().from(), change.to());
  }
}
