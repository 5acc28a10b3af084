package org.sallyport.account;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.audit.AccountEvent.EmailChanged;
import org.sallyport.audit.AccountEvent.Imported;
import org.sallyport.audit.AccountEvent.MethodChanged;
import org.sallyport.audit.AccountEvent.PasswordChanged;
import org.sallyport.audit.AccountEvent.PhoneChanged;
import org.sallyport.audit.AuditEvent;
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
    List<AuditEvent> events = new ArrayList<>();
    if (numbers || register.describe(id, draft)) {
      events.add(new Imported(id, false));
    }
    changeEmail(held, draft.email(), events);
    changePhone(held, draft.phone(), events);
    changeMethod(held, draft.method(), events);
    if (hash != null) {
      accounts.setPassword(id, hash, clock.instant());
      events.add(new PasswordChanged(id, null, "command line"));
    }
    events.forEach(event -> audit.record(event, origin));
    return !events.isEmpty();
  }

  private void changeEmail(Account held, @Nullable String email, List<AuditEvent> events) {
    String before = held.email();
    if (email != null && !email.equals(before)) {
      accounts.setEmail(held.id(), email, clock.instant());
      String from = before == null ? "" : Emails.mask(before);
      events.add(new EmailChanged(held.id(), null, from, Emails.mask(email)));
    }
  }

  private void changePhone(Account held, @Nullable String phone, List<AuditEvent> events) {
    String before = held.phone();
    if (phone != null && !phone.equals(before)) {
      accounts.setPhone(held.id(), phone, clock.instant());
      String from = before == null ? "" : Phones.mask(before);
      events.add(new PhoneChanged(held.id(), null, from, Phones.mask(phone)));
    }
  }

  private void changeMethod(Account held, @Nullable String method, List<AuditEvent> events) {
    String before = held.method();
    if (method != null && !method.equals(before)) {
      accounts.setMethod(held.id(), method);
      events.add(new MethodChanged(held.id(), null, before == null ? "" : before, method));
    }
  }
}
