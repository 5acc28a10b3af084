package org.sallyport.gate.selfservice.security;

import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.gate.account.password.PasswordVerification;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.gate.lockout.Throttle;
import org.sallyport.gate.selfservice.AccountChanges;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.gate.session.history.WrongPasswords;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the password. The current password is required, and wrong ones are throttled as at
 * sign-in (rule 18). No database connection is held while passwords are hashed.
 */
@Component
public class PasswordChanges {
  private final AccountChanges changes;
  private final OpenSessions sessions;
  private final ChangeStore store;
  private final Accounts accounts;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final Throttle throttle;
  private final WrongPasswords wrongPasswords;
  private final DelayedChanges delayed;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  PasswordChanges(
      AccountChanges changes,
      OpenSessions sessions,
      ChangeStore store,
      Accounts accounts,
      Passwords passwords,
      PasswordRules rules,
      Throttle throttle,
      WrongPasswords wrongPasswords,
      DelayedChanges delayed,
      DomainEvents events,
      TransactionTemplate transaction,
      Clock clock) {
    this.changes = changes;
    this.sessions = sessions;
    this.store = store;
    this.accounts = accounts;
    this.passwords = passwords;
    this.rules = rules;
    this.throttle = throttle;
    this.wrongPasswords = wrongPasswords;
    this.delayed = delayed;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * The two passwords as typed.
   *
   * @param knownBrowser the browser's mark if the account signed in from it before
   */
  record Typed(String now, String next, @Nullable String knownBrowser) {
    @Override
    public String toString() {
      return "Typed";
    }
  }

  /** Sets a new password if the change was begun and the current password is right. */
  PasswordChange change(Visitor visitor, Typed typed, Origin origin) {
    if (!changes.isBegun(visitor, Change.PASSWORD)) {
      return new PasswordChange.NotBegun();
    }
    Account account = accounts.find(visitor.account()).orElseThrow();
    String objection = rules.check(typed.next(), account).words();
    if (!objection.isEmpty()) {
      return new PasswordChange.Refused(objection);
    }
    if (typed.next().equals(typed.now())) {
      return new PasswordChange.Refused(Messages.text("settings.password.same"));
    }
    Optional<Instant> wait =
        throttle.count(account.username(), origin.block(), typed.knownBrowser());
    if (wait.isPresent()) {
      return new PasswordChange.Throttled(wait.get());
    }
    return switch (passwords.verify(account, typed.now())) {
      case PasswordVerification.Busy _ -> new PasswordChange.Busy();
      case PasswordVerification.Wrong _ -> refuse(account, origin);
      case PasswordVerification.Right _ -> set(visitor, account, typed, origin);
    };
  }

  private PasswordChange set(Visitor visitor, Account seen, Typed typed, Origin origin) {
    String hash = passwords.hash(typed.next());
    PasswordChange change = transaction.execute(status -> set(visitor, seen, typed, hash, origin));
    return Objects.requireNonNull(change);
  }

  private PasswordChange set(
      Visitor visitor, Account seen, Typed typed, String hash, Origin origin) {
    Optional<HeldForChange.Open> open = sessions.take(visitor).open();
    Set<String> lost = store.lost(visitor.signIn(), Change.PASSWORD);
    if (open.isEmpty()
        || !Objects.equals(open.get().account().passwordHash(), seen.passwordHash())
        || !store.isBegun(visitor.signIn(), Change.PASSWORD)) {
      return new PasswordChange.NotBegun();
    }
    if (!lost.isEmpty() && delayed.isFull(seen.id())) {
      return new PasswordChange.Refused(DelayedChanges.limitReached());
    }
    if (!store.finish(open.get(), Change.PASSWORD)) {
      return new PasswordChange.NotBegun();
    }
    throttle.right(seen.username(), origin.block(), typed.knownBrowser());
    HeldAccount held = open.get().held();
    if (!lost.isEmpty()) {
      delayed.put(held, open.get().session(), Change.PASSWORD, hash, "", lost, origin);
      return new PasswordChange.Waits();
    }
    set(held, visitor.signIn(), hash, origin);
    return new PasswordChange.Changed();
  }

  /** Sets a password hash. */
  @Transactional(propagation = Propagation.MANDATORY)
  public boolean set(HeldAccount held, SignInId session, String hash, Origin origin) {
    accounts.setPassword(held, hash, clock.instant());
    events.publish(new AccountEvent.PasswordChanged(held.id(), session, "settings"), origin);
    return true;
  }

  private PasswordChange refuse(Account account, Origin origin) {
    transaction.executeWithoutResult(
        status -> {
          wrongPasswords.count(account.username(), origin);
          events.publish(new SignInEvent.PasswordRefused(account.id()), origin);
        });
    return new PasswordChange.WrongPassword();
  }
}
