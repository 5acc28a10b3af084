package org.sallyport.account.imports;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.AccountRegister;
import org.sallyport.account.Accounts;
import org.sallyport.account.Emails;
import org.sallyport.account.Phones;
import org.sallyport.account.Role;
import org.sallyport.audit.AccountEvent.EmailChanged;
import org.sallyport.audit.AccountEvent.Imported;
import org.sallyport.audit.AccountEvent.MethodChanged;
import org.sallyport.audit.AccountEvent.PasswordChanged;
import org.sallyport.audit.AccountEvent.PhoneChanged;
import org.sallyport.audit.AccountEvent.RoleChanged;
import org.sallyport.audit.AuditEvent;
import org.sallyport.audit.AuditLog;
import org.sallyport.ids.AccountId;
import org.springframework.stereotype.Component;

/**
 * Updates an account from its line in a file. Contacts, method and password change with the same
 * events as changes by the owner, so that the owner is notified and remembered browsers end.
 */
@Component
class AccountChange {
  private final AccountRegister register;
  private final Accounts accounts;
  private final AuditLog audit;
  private final Clock clock;

  AccountChange(AccountRegister register, Accounts accounts, AuditLog audit, Clock clock) {
    this.register = register;
    this.accounts = accounts;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Updates what differs.
   *
   * @param hash the hash of a new password; null if it stays
   * @param numbers whether its physician numbers have already been changed
   * @return whether anything changed
   */
  boolean apply(
      AccountId id,
      AccountDraft accountDraft,
      @Nullable String hash,
      boolean numbers,
      Origin origin) {
    Account held = accounts.hold(id);
    Recording recording = new Recording(audit, origin);
    if (numbers || register.describe(id, accountDraft)) {
      recording.of(new Imported(id, false));
    }
    recordRole(held, accountDraft.role(), recording);
    changePassword(held, hash, accountDraft, recording);
    changePhone(held, accountDraft.phone(), recording);
    changeMethod(held, accountDraft.method(), recording);
    changeEmail(held, accountDraft.email(), recording);
    return recording.any;
  }

  /** Records each event before its change is written, so that the old contacts are notified. */
  private static final class Recording {
    private final AuditLog audit;
    private final Origin origin;
    private boolean any;

    Recording(AuditLog audit, Origin origin) {
      this.audit = audit;
      this.origin = origin;
    }

    void of(AuditEvent event) {
      audit.record(event, origin);
      any = true;
    }
  }

  private void changePassword(
      Account held, @Nullable String hash, AccountDraft accountDraft, Recording recording) {
    if (hash != null) {
      recording.of(new PasswordChanged(held.id(), null, "command line"));
      accounts.setPassword(held.id(), hash, clock.instant());
      register.passwordIsGiven(held.id(), accountDraft.newPasswordIsGiven());
      return;
    }
    Boolean given = accountDraft.passwordGiven();
    if (given != null && given != held.passwordGiven() && held.passwordHash() != null) {
      recording.of(new Imported(held.id(), false));
      register.passwordIsGiven(held.id(), given);
    }
  }

  private static void recordRole(Account held, @Nullable Role role, Recording recording) {
    if (role != null && role != held.role()) {
      recording.of(new RoleChanged(held.id(), held.role().word(), role.word()));
    }
  }

  private void changePhone(Account held, @Nullable String phone, Recording recording) {
    String before = held.phone();
    if (phone != null && !phone.equals(before)) {
      String from = before == null ? "" : Phones.mask(before);
      recording.of(new PhoneChanged(held.id(), null, from, Phones.mask(phone)));
      accounts.setPhone(held.id(), phone, clock.instant());
    }
  }

  private void changeMethod(Account held, @Nullable String method, Recording recording) {
    String before = held.method();
    if (method != null && !method.equals(before)) {
      recording.of(new MethodChanged(held.id(), null, before == null ? "" : before, method));
      accounts.setMethod(held.id(), method);
    }
  }

  private void changeEmail(Account held, @Nullable String email, Recording recording) {
    String before = held.email();
    if (email != null && !email.equals(before)) {
      String from = before == null ? "" : Emails.mask(before);
      recording.of(new EmailChanged(held.id(), null, from, Emails.mask(email)));
      accounts.setEmail(held.id(), email, clock.instant());
    }
  }
}
