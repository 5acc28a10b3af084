package org.sallyport.gate.signin.password;

import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.gate.account.password.PasswordVerification;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replaces an imported password, which others may know, by one that the owner chooses (rule 40).
 * Until then the session can reach nothing else. The change comes after the second factor: knowing
 * the imported password alone must not suffice to set the next one.
 */
@Component
class RequiredPasswordChange {
  private final Accounts accounts;
  private final SignIns signIns;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  RequiredPasswordChange(
      Accounts accounts,
      SignIns signIns,
      Passwords passwords,
      PasswordRules rules,
      DomainEvents events,
      TransactionTemplate transaction,
      Clock clock) {
    this.accounts = accounts;
    this.signIns = signIns;
    this.passwords = passwords;
    this.rules = rules;
    this.events = events;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The result of the change. */
  sealed interface ChangeResult {
    record Changed() implements ChangeResult {}

    record NotChanged(String words) implements ChangeResult {}

    /** Too many passwords are being hashed. */
    record Busy() implements ChangeResult {}

    /** The session has ended, or the password was changed elsewhere. */
    record SessionOver() implements ChangeResult {}
  }

  /** Sets a new password. No database connection is held while passwords are hashed. */
  ChangeResult change(Visitor visitor, String next, Origin origin) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    String objection = rules.check(next, account).words();
    if (!objection.isEmpty()) {
      return new ChangeResult.NotChanged(objection);
    }
    return switch (passwords.verify(account, next)) {
      case PasswordVerification.Busy _ -> new ChangeResult.Busy();
      case PasswordVerification.Right same ->
          new ChangeResult.NotChanged(Messages.text("signin.password-change.same"));
      case PasswordVerification.Wrong _ -> set(visitor, account, passwords.hash(next), origin);
    };
  }

  private ChangeResult set(Visitor visitor, Account seen, String hash, Origin origin) {
    ChangeResult outcome = transaction.execute(status -> setHeld(visitor, seen, hash, origin));
    return Objects.requireNonNull(outcome);
  }

  private ChangeResult setHeld(Visitor visitor, Account seen, String hash, Origin origin) {
    HeldAccount held = accounts.hold(seen.id());
    if (held.account().isLocked()) {
      return new ChangeResult.NotChanged(Messages.text("signin.password-change.locked"));
    }
    if (held.account().isDisabled()
        || !held.account().passwordChangeRequired()
        || !Objects.equals(held.account().passwordHash(), seen.passwordHash())
        || session(visitor).isEmpty()) {
      return new ChangeResult.SessionOver();
    }
    accounts.setPassword(held, hash, clock.instant());
    events.publish(
        new AccountEvent.PasswordChanged(held.id(), visitor.signIn(), "first sign-in"), origin);
    return new ChangeResult.Changed();
  }

  private Optional<SignIn> session(Visitor visitor) {
    return signIns.find(visitor.signIn()).filter(signIn -> signIn.state() == SignIn.State.COMPLETE);
  }
}
