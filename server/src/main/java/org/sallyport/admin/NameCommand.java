package org.sallyport.admin;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.admin.Answer.Done;
import org.sallyport.admin.Answer.Refused;
import org.sallyport.studies.ConfirmedNames;
import org.springframework.stereotype.Component;

/**
 * Confirms that archive entries of a name, which hold no number, mean an account. An admin says so,
 * since two people may have one name.
 */
@Component
class NameCommand {
  /** A DICOM person name (PS3.5 section 6.2) that is exact: no wildcard of a query. */
  private static final Pattern EXACT = Pattern.compile("[^\\p{Cntrl}\\\\*?]{1,324}");

  private final Accounts accounts;
  private final ConfirmedNames names;

  NameCommand(Accounts accounts, ConfirmedNames names) {
    this.accounts = accounts;
    this.names = names;
  }

  Answer confirm(Account account, String name, String by) {
    if (name.isBlank() || !EXACT.matcher(name).matches()) {
      return refused("the name must be exact, as the archive has it, without * and ?");
    }
    Optional<Account> admin = accounts.admin(by);
    if (admin.isEmpty()) {
      return refused("who acts must be an enabled admin (--by)");
    }
    return names.confirm(account.id(), name.strip(), admin.get().username())
        ? new Done(
            String.format(
                Locale.ROOT, "%s sees entries of that name without a number.", account.username()))
        : refused("the name is confirmed to be another account");
  }

  private static Refused refused(String why) {
    return new Refused("account confirm-name: " + why);
  }
}
