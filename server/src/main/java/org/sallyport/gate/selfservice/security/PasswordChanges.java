package org.sallyport.gate.selfservice.security;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.directory.DirectoryPasswordChange;
import org.sallyport.gate.selfservice.Change;
import org.sallyport.gate.selfservice.ChangeStore;
import org.sallyport.gate.selfservice.DelayedChanges;
import org.sallyport.gate.selfservice.HeldForChange;
import org.sallyport.gate.selfservice.OpenSessions;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.messages.Messages;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Changes the password. The current password is required, and wrong ones are throttled as at
 * sign-in (rule 18). No database connection is held while passwords are hashed.
 */
@Component
@RequiredArgsConstructor
class PasswordChanges {
  private final OpenSessions sessions;
  private final ChangeStore store;
  private final Accounts accounts;
  private final CurrentPassword currentPassword;
  private final PasswordReplacement replacement;
  private final DirectoryPasswordChange directory;
  private final DelayedChanges delayed;
  private final TransactionTemplate transaction;

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
    if (!store.isBegun(visitor.signIn(), Change.PASSWORD)) {
      return new PasswordChange.NotBegun();
    }
    Account account = accounts.find(visitor.account()).orElseThrow();
    if (account.directory() != null) {
      return changeInDirectory(visitor, account, typed, origin);
    }
    String objection = replacement.objection(typed.next(), account);
    if (!objection.isEmpty()) {
      return new PasswordChange.NewPasswordRejected(objection);
    }
    if (typed.next().equals(typed.now())) {
      return new PasswordChange.NewPasswordRejected(Messages.text("settings.password.same"));
    }
    return currentPassword
        .refusal(account, typed.now(), typed.knownBrowser(), origin)
        .orElseGet(() -> set(visitor, account, typed, origin));
  }

  /** Whether the password is that of a directory, which has its own rules. */
  boolean isOfDirectory(Visitor visitor) {
    return accounts.find(visitor.account()).filter(it -> it.directory() != null).isPresent();
  }

  private PasswordChange changeInDirectory(
      Visitor visitor, Account account, Typed typed, Origin origin) {
    if (typed.now().isEmpty()) {
      return new PasswordChange.WrongPassword();
    }
    if (typed.next().isEmpty()) {
      return new PasswordChange.NewPasswordRejected(Messages.text("directory.password.policy"));
    }
    if (!store.lost(visitor.signIn(), Change.PASSWORD).isEmpty()) {
      return new PasswordChange.NewPasswordRejected(Messages.text("directory.password.lost"));
    }
    boolean known = typed.knownBrowser() != null;
    return switch (directory.change(account, typed.now(), typed.next(), known)) {
      case DirectoryPasswordChange.Result.Changed _ -> {
        transaction.executeWithoutResult(status -> replacedInDirectory(visitor, account, origin));
        yield new PasswordChange.Changed();
      }
      case DirectoryPasswordChange.Result.WrongOld _ -> new PasswordChange.WrongPassword();
      case DirectoryPasswordChange.Result.Throttled(Instant until) ->
          new PasswordChange.Throttled(until);
      case DirectoryPasswordChange.Result.Refused(String words) ->
          new PasswordChange.NewPasswordRejected(words);
    };
  }

  /** The directory has the new password already, whatever became of the session meanwhile. */
  private void replacedInDirectory(Visitor visitor, Account account, Origin origin) {
    sessions.take(visitor).open().ifPresent(open -> store.finish(open, Change.PASSWORD));
    replacement.replacedInDirectory(accounts.hold(account.id()), visitor.signIn(), origin);
  }

  private PasswordChange set(Visitor visitor, Account seen, Typed typed, Origin origin) {
    String hash = replacement.hash(typed.next());
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
      return new PasswordChange.NewPasswordRejected(DelayedChanges.limitReached());
    }
    if (!store.finish(open.get(), Change.PASSWORD)) {
      return new PasswordChange.NotBegun();
    }
    currentPassword.accept(seen, typed.knownBrowser(), origin);
    HeldAccount held = open.get().held();
    if (!lost.isEmpty()) {
      delayed.put(held, open.get().session(), Change.PASSWORD, hash, "", lost, origin);
      return new PasswordChange.Waits();
    }
    replacement.set(held, visitor.signIn(), hash, origin);
    return new PasswordChange.Changed();
  }
}
