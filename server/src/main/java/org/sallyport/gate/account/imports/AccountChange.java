package org.sallyport.gate.account.imports;

import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.AccountRegister;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.Role;
import org.sallyport.gate.account.contact.Emails;
import org.sallyport.gate.account.contact.Phones;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent.EmailChanged;
import org.sallyport.platform.events.AccountEvent.Imported;
import org.sallyport.platform.events.AccountEvent.MethodChanged;
import org.sallyport.platform.events.AccountEvent.PasswordChanged;
import org.sallyport.platform.events.AccountEvent.PhoneChanged;
import org.sallyport.platform.events.AccountEvent.RoleChanged;
import org.sallyport.platform.events.ChangedValue;
import org.sallyport.platform.events.DomainEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.AccountId;
import org.springframework.stereotype.Component;

/**
 * Updates an account from its line in a file. Contacts, method and password change with the same
 * events as changes by the owner, so that the owner is notified and remembered browsers end.
 */
@Component
class AccountChange {
  private final AccountRegister register;
  private final Accounts accounts;
  private final DomainEvents events;
  private final SuspendedContacts contacts;
  private final ImportedGroups groups;
  private final Clock clock;

  AccountChange(
      AccountRegister register,
      Accounts accounts,
      SuspendedContacts contacts,
      ImportedGroups groups,
      DomainEvents events,
      Clock clock) {
    this.register = register;
    this.accounts = accounts;
    this.contacts = contacts;
    this.groups = groups;
    this.events = events;
    this.clock = clock;
  }

  /**
   * Updates what differs, and records all of it in one event. The groups follow the role, which
   * decides whether the account can be a member.
   *
   * @param hash the hash of a new password; null if it stays
   */
  void apply(AccountId id, PlannedAccount planned, @Nullable String hash, ImportRequest request) {
    HeldAccount held = accounts.hold(id);
    AccountDraft accountDraft = planned.draft();
    Published published = new Published(events, request.origin());
    register.describe(held, accountDraft);
    published.add(imported(id, false, planned, request));
    publishRole(held, accountDraft.role(), published);
    groups.apply(id, accountDraft.groups(), request);
    changePassword(held, hash, accountDraft, request, published);
    changePhone(held, accountDraft.phone(), request, published);
    changeMethod(held, accountDraft.method(), published);
    changeEmail(held, accountDraft.email(), request, published);
  }

  /** The record of an import: who, why, and every value before and after. */
  static Imported imported(
      AccountId id, boolean made, PlannedAccount planned, ImportRequest request) {
    List<ChangedValue> changes =
        planned.changes().stream()
            .map(ValueChange::masked)
            .map(it -> new ChangedValue(it.column(), it.from(), it.to()))
            .toList();
    return new Imported(id, made, request.by().name(), request.reason(), changes);
  }

  /**
   * Publishes the event of each change after it is written. The e-mail address changes last, so
   * that the old one is notified of all changes.
   */
  private record Published(DomainEvents events, Origin origin) {
    void add(DomainEvent event) {
      events.publish(event, origin);
    }
  }

  private void changePassword(
      HeldAccount held,
      @Nullable String hash,
      AccountDraft accountDraft,
      ImportRequest request,
      Published published) {
    if (hash != null) {
      String way = request.own() == null ? "command line" : "import";
      accounts.setPassword(held, hash, clock.instant());
      register.passwordIsGiven(held, accountDraft.newPasswordIsGiven());
      published.add(new PasswordChanged(held.id(), null, way));
      return;
    }
    Boolean given = accountDraft.passwordChangeRequired();
    if (given != null
        && given != held.account().passwordChangeRequired()
        && held.account().isActivated()) {
      register.passwordIsGiven(held, given);
    }
  }

  private static void publishRole(HeldAccount held, @Nullable Role role, Published published) {
    if (role != null && role != held.account().role()) {
      published.add(new RoleChanged(held.id(), held.account().role().word(), role.word()));
    }
  }

  private void changePhone(
      HeldAccount held, @Nullable String phone, ImportRequest request, Published published) {
    String before = held.account().phone();
    String from = before == null ? "" : Phones.mask(before);
    if (phone == null || phone.equals(before)) {
      return;
    }
    if (phone.isEmpty()) {
      accounts.removePhone(held);
      contacts.suspendSms(held, request);
      published.add(new PhoneChanged(held.id(), null, from, "", before));
      return;
    }
    accounts.setPhone(held, phone, clock.instant());
    contacts.suspendSms(held, request);
    published.add(new PhoneChanged(held.id(), null, from, Phones.mask(phone), before));
  }

  private void changeMethod(HeldAccount held, @Nullable String method, Published published) {
    String before = held.account().method();
    if (method != null && !method.equals(before)) {
      accounts.setMethod(held, method);
      published.add(new MethodChanged(held.id(), null, before == null ? "" : before, method));
    }
  }

  private void changeEmail(
      HeldAccount held, @Nullable String email, ImportRequest request, Published published) {
    String before = held.account().email();
    if (email != null && !email.equals(before)) {
      accounts.setEmail(held, email, clock.instant());
      contacts.suspendEmail(held, request);
      String from = before == null ? "" : Emails.mask(before);
      published.add(new EmailChanged(held.id(), null, from, Emails.mask(email), before));
    }
  }
}
