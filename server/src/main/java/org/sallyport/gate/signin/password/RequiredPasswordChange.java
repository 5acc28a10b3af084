package org.sallyport.gate.signin.password;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.account.password.PasswordRules;
import org.sallyport.gate.account.password.PasswordVerification;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.gate.directory.DirectoryPasswordChange;
import org.sallyport.gate.directory.DirectoryPeople;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.events.AccountEvent;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.installation.DurationText;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Replaces an imported password, which others may know, by one that the owner chooses (rule 40).
 * Until then the session can reach nothing else. The change comes after the second factor: knowing
 * the imported password alone must not suffice to set the next one.
 */
@Component
@RequiredArgsConstructor
class RequiredPasswordChange {
  private final Accounts accounts;
  private final SignIns signIns;
  private final Passwords passwords;
  private final PasswordRules rules;
  private final DirectoryPasswordChange directory;
  private final DirectoryPeople people;
  private final DomainEvents events;
  private final TransactionTemplate transaction;
  private final Clock clock;

  /** The result of the change. */
  sealed interface ChangeResult {
    record Changed() implements ChangeResult {}

    record NotChanged(String words) implements ChangeResult {}

    /** The present password, which a directory asks for, was not accepted. */
    record PresentRefused(String words) implements ChangeResult {}

    /** Too many passwords are being hashed. */
    record Busy() implements ChangeResult {}

    /** The session has ended, or the password was changed elsewhere. */
    record SessionOver() implements ChangeResult {}
  }

  /** Whether the present password is asked for, too: a directory wants both. */
  boolean needsPresent(Visitor visitor) {
    return accounts.find(visitor.account()).filter(it -> it.directory() != null).isPresent();
  }

  /**
   * Sets a new password. No database connection is held while passwords are hashed.
   *
   * @param present ignored unless {@link #needsPresent}
   * @param knownBrowser whether the account signed in from this browser before
   */
  ChangeResult change(
      Visitor visitor, String present, String next, boolean knownBrowser, Origin origin) {
    Account account = accounts.find(visitor.account()).orElseThrow();
    if (account.directory() != null) {
      return changeInDirectory(visitor, account, present, next, knownBrowser, origin);
    }
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

  private ChangeResult changeInDirectory(
      Visitor visitor,
      Account account,
      String present,
      String next,
      boolean knownBrowser,
      Origin origin) {
    if (present.isEmpty() || next.isEmpty()) {
      return new ChangeResult.PresentRefused(Messages.text("directory.password.wrong-old"));
    }
    if (!account.passwordChangeRequired() || session(visitor).isEmpty()) {
      return new ChangeResult.SessionOver();
    }
    return switch (directory.change(account, present, next, knownBrowser)) {
      case DirectoryPasswordChange.Result.Changed _ -> changed(visitor, account, origin);
      case DirectoryPasswordChange.Result.WrongOld _ ->
          new ChangeResult.PresentRefused(Messages.text("directory.password.wrong-old"));
      case DirectoryPasswordChange.Result.Throttled(Instant until) ->
          new ChangeResult.PresentRefused(
              Messages.text(
                  "directory.password.throttled",
                  DurationText.toWait(
                      Math.max(1, clock.instant().until(until, ChronoUnit.SECONDS)))));
      case DirectoryPasswordChange.Result.Refused(String words) ->
          new ChangeResult.NotChanged(words);
    };
  }

  /** The directory has the new password already; this account may go on. */
  private ChangeResult changed(Visitor visitor, Account account, Origin origin) {
    transaction.executeWithoutResult(
        status -> {
          HeldAccount held = accounts.hold(account.id());
          people.requireChange(held, false);
          events.publish(
              new AccountEvent.PasswordChanged(held.id(), visitor.signIn(), "directory"), origin);
        });
    return new ChangeResult.Changed();
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
