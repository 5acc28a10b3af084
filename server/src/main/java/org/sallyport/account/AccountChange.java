package org.sallyport.account;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.audit.AccountEvent.EmailChanged;
import org.sallyport.audit.AccountEvent.Imported;
import org.sallyport.audit.AccountEvent.MethodChanged;
import org.sallyport.audit.AccountEvent.PasswordChanged;
import org.sallyport.audit.AccountEvent.PhoneChanged;
import org.sallyport.audit.AuditLog;
import org.sallyport.ids.AccountId;
import org.springframework.stereotype.Component;

/**
 * Changes an account to what its line in a file says. Contacts, method and password are changed as
 * by their owner, with the same events, so that the owner is told and remembered browsers end.
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
   * Changes what differs.
   *
   * @param hash of a new password; null if it stays
   * @param numbers whether its physician numbers were changed before
   * @return whether anything changed
   */
  boolean apply(AccountId id, Draft draft, @Nullable String hash, boolean numbers, Origin origin) {
    Account held = accounts.hold(id);
    boolean changed = changeEmail(held, draft.email(), origin);
    changed |= changePhone(held, draft.phone(), origin);
    changed |= changeMethod(held, draft.method(), origin);
    if (numbers || register.describe(id, draft)) {
      audit.record(new Imported(id, false), origin);
      changed = true;
    }
    if (hash != null) {
      accounts.setPassword(id, hash, clock.instant());
      audit.record(new PasswordChanged(id, null, "command line"), origin);
      changed = true;
    }
    return changed;
  }

  /** Recorded first, so that the old address is told. */
  private boolean changeEmail(Account held, @Nullable String email, Origin origin) {
    String before = held.email();
    if (email == null || email.equals(before)) {
      return false;
    }
    String from = before == null ? "" : Emails.mask(before);
    audit.record(new EmailChanged(held.id(), null, from, Emails.mask(email)), origin);
    accounts.setEmail(held.id(), email, clock.instant());
    return true;
  }

  private boolean changePhone(Account held, @Nullable String phone, Origin origin) {
    String before = held.phone();
    if (phone == null || phone.equals(before)) {
      return false;
    }
    String from = before == null ? "" : Phones.mask(before);
    accounts.setPhone(held.id(), phone, clock.instant());
    audit.record(new PhoneChanged(held.id(), null, from, Phones.mask(phone)), origin);
    return true;
  }

  private boolean changeMethod(Account held, @Nullable String method, Origin origin) {
    String before = held.method();
    if (method == null || method.equals(before)) {
      return false;
    }
    accounts.setMethod(held.id(), method);
    audit.record(new MethodChanged(held.id(), null, before == null ? "" : before, method), origin);
    return true;
  }
}
