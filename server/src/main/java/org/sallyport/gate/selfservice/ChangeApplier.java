package org.sallyport.gate.selfservice;

import java.util.Optional;
import java.util.UUID;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.selfservice.contacts.DelayedContacts;
import org.sallyport.gate.selfservice.devices.DeviceChanges;
import org.sallyport.gate.selfservice.security.MethodChanges;
import org.sallyport.gate.selfservice.security.PasswordReplacement;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.ids.DeviceId;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Applies a delayed change while holding the lock on the account's row (rule 28). */
@Component
@RequiredArgsConstructor
class ChangeApplier {
  private final DelayedChangeStore store;
  private final Accounts accounts;
  private final SignIns signIns;
  private final DelayedContacts contacts;
  private final MethodChanges methods;
  private final DeviceChanges devices;
  private final PasswordReplacement passwords;
  private final DomainEvents events;

  /**
   * Applies the change unless it was stopped, the account is locked or disabled, or the key that
   * encrypts the new value was retired.
   */
  @Transactional
  public void make(UUID id) {
    Optional<DelayedChange> seen = store.find(id);
    if (seen.isEmpty()) {
      return;
    }
    DelayedChange change = seen.get();
    HeldAccount held = accounts.hold(change.account());
    if (!store.take(held, id)) {
      return;
    }
    SignIn session = signIns.find(change.session()).orElseThrow();
    Origin origin = new Origin(session.address(), session.browser());
    String refusal = make(held, session, change, origin);
    if (refusal != null) {
      events.publish(
          new AccountEvent.ChangeStopped(held.id(), null, change.change().key(), refusal), origin);
    }
  }

  /** The reason why it was not applied; null if it was. */
  private @Nullable String make(
      HeldAccount held, SignIn session, DelayedChange change, Origin origin) {
    if (held.account().isLocked() || held.account().isDisabled()) {
      return "account locked or disabled";
    }
    String value = change.value();
    if (value == null) {
      return "key retired";
    }
    return make(held, session, change.change(), value, origin) ? null : "not possible any more";
  }

  private boolean make(
      HeldAccount held, SignIn session, Change change, String value, Origin origin) {
    return switch (change) {
      case PHONE -> contacts.setNumber(held, session, value, origin);
      case EMAIL -> contacts.setAddress(held, session, value, origin);
      case METHOD -> methods.set(held, session.id(), value, origin);
      case PASSWORD -> passwords.set(held, session.id(), value, origin);
      case DEVICE ->
          devices.remove(held, session.id(), new DeviceId(UUID.fromString(value)), origin);
      case RECOVERY,
          WAYS,
          ELSEWHERE,
          ADMINISTRATION,
          RESETS,
          NAMES,
          SHARING,
          GROUPS,
          DATA,
          APPLICATION,
          PROXIED_APPLICATION,
          EXTERNAL_MFA ->
          false;
    };
  }
}
