package org.sallyport.staff.admin.desk;

import java.util.UUID;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.search.AccountState;
import org.sallyport.gate.account.search.FoundAccount;
import org.sallyport.platform.messages.Messages;

/**
 * An account as the help desk's pages list it.
 *
 * @param role as text
 * @param state as text
 * @param grade "good", "warn" or "danger"
 */
public record FoundRow(
    UUID id, String name, String username, String role, String state, String grade) {

  static FoundRow of(FoundAccount found) {
    return of(
        found.id().value(),
        found.name(),
        found.username(),
        found.role(),
        AccountState.of(found.disabled(), found.locked(), found.invited()));
  }

  static FoundRow of(Account account) {
    return of(
        account.id().value(),
        account.name(),
        account.username(),
        account.role(),
        AccountState.of(account.isDisabled(), account.isLocked(), !account.isActivated()));
  }

  private static FoundRow of(UUID id, String name, String username, Role role, AccountState state) {
    return new FoundRow(
        id,
        name,
        username,
        Messages.text("desk.role." + role.word()),
        Messages.text("desk.state." + state.word()),
        grade(state));
  }

  /** How a badge shows the state: "good", "warn" or "danger". */
  public static String grade(AccountState state) {
    return switch (state) {
      case OPEN -> "good";
      case INVITED -> "warn";
      case LOCKED, DISABLED -> "danger";
    };
  }
}
