package org.sallyport.staff.admin.manage;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.FactorNames;
import org.sallyport.gate.account.search.AccountCriteria;
import org.sallyport.gate.account.search.ListedAccount;
import org.sallyport.platform.installation.Installation;
import org.sallyport.platform.messages.DateFormats;
import org.sallyport.platform.messages.Messages;
import org.sallyport.platform.retention.RetentionProperties;
import org.sallyport.staff.admin.desk.FoundRow;
import org.springframework.stereotype.Component;

/** Accounts as the list shows them. */
@Component
@RequiredArgsConstructor
class AccountListRows {
  private final FactorNames factors;
  private final Installation installation;
  private final RetentionProperties retention;
  private final Clock clock;

  List<AccountListRow> of(List<ListedAccount> accounts) {
    return accounts.stream().map(this::row).toList();
  }

  private AccountListRow row(ListedAccount account) {
    return new AccountListRow(
        account.id().value(),
        account.name(),
        account.username(),
        AccountFacts.role(account.role().word()),
        method(account),
        account.groups().isEmpty() ? null : String.join("; ", account.groups()),
        lastSignIn(account),
        Messages.text("desk.state." + account.state().word()),
        FoundRow.grade(account.state()));
  }

  private String lastSignIn(ListedAccount account) {
    @Nullable Instant at = account.lastSignIn();
    return at == null
        ? Messages.text("staff.list.never")
        : Messages.text(
            "staff.list.last", DateFormats.of("common.format.date").format(installation.dayOf(at)));
  }

  private @Nullable String method(ListedAccount account) {
    @Nullable String method = account.method();
    return method == null || method.equals(AccountCriteria.NO_METHOD)
        ? null
        : factors.name(method).orElse(method);
  }

  /** For how many days sign-ins are known. */
  long daysKept() {
    return retention.signIns().toDays();
  }

  /**
   * The name of the file.
   *
   * @param cut whether it has only the first accounts
   */
  String fileName(boolean cut) {
    String which = cut ? "-first-" + AccountListFile.MAX_ACCOUNTS : "";
    return "accounts-" + installation.dayOf(clock.instant()) + which + ".csv";
  }
}
