package org.sallyport.gate.signin.password;

import java.time.Instant;
import java.util.Optional;
import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.Accounts;
import org.sallyport.gate.account.password.PasswordVerification;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.gate.directory.Directories;
import org.sallyport.gate.directory.DirectoryAnswer;
import org.sallyport.gate.directory.DirectoryPasswords;
import org.sallyport.gate.directory.ldap.BindAnswer;
import org.sallyport.gate.lockout.Throttle;
import org.sallyport.gate.session.history.WrongPasswords;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The password step. A try is counted, then verified, then recorded, in the same steps for known
 * and unknown usernames (rules 18, 33). No database connection is held while the password is
 * hashed.
 */
@Component
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public class PasswordStep {
  private final Throttle throttle;
  private final Accounts accounts;
  private final Passwords passwords;
  private final WrongPasswords wrongPasswords;
  private final DomainEvents events;
  private final AttemptStarter attemptStarter;
  private final Directories directories;
  private final DirectoryPasswords directoryPasswords;
  private final PasswordMetrics metrics;
  private final TransactionTemplate transaction;

  /** Verifies a password, and begins an attempt if it is right. */
  public PasswordResult enter(Credentials credentials) {
    return metrics.count(verify(credentials));
  }

  private PasswordResult verify(Credentials credentials) {
    RefusalTime time = new RefusalTime();
    Optional<Instant> wait =
        throttle.count(
            credentials.countedName(), credentials.origin().block(), credentials.knownBrowser());
    if (wait.isPresent()) {
      transaction.executeWithoutResult(status -> countThrottled(credentials.origin()));
      return new PasswordResult.Throttled(wait.get());
    }
    Account account = accounts.findByUsername(credentials.username()).orElse(null);
    return switch (passwords.verify(credentials.username(), account, credentials.password())) {
      case PasswordVerification.Busy _ -> new PasswordResult.Busy();
      case PasswordVerification.Wrong _ -> askDirectories(credentials, account, time);
      case PasswordVerification.Right right ->
          account == null ? refuse(credentials, null) : admit(credentials, account, right.renew());
    };
  }

  /**
   * Asks the directories, if there are any; for an account with a password of its own only so that
   * the answer takes as long.
   */
  private PasswordResult askDirectories(
      Credentials credentials, @Nullable Account account, RefusalTime time) {
    if (directories.isEmpty()) {
      return refuse(credentials, account);
    }
    boolean own = account != null && account.directory() == null;
    if (own && credentials.knownBrowser() != null) {
      // Nothing is hidden from a browser that is known, and no directory's limit applies.
      return refuse(credentials, account);
    }
    PasswordResult result = askDirectories(credentials, account, own);
    if (!(result instanceof PasswordResult.Begun) && credentials.knownBrowser() == null) {
      time.await();
    }
    return result;
  }

  private PasswordResult askDirectories(
      Credentials credentials, @Nullable Account account, boolean own) {
    DirectoryAnswer answer =
        directoryPasswords.verify(
            credentials.username(),
            credentials.password(),
            own,
            credentials.knownBrowser() != null,
            credentials.origin());
    return switch (answer) {
      case DirectoryAnswer.Right(Account person, boolean mustChange) ->
          admit(credentials, person, null, mustChange);
      case DirectoryAnswer.Wrong _ -> refuse(credentials, account);
      case DirectoryAnswer.Throttled(Instant until) -> new PasswordResult.Throttled(until);
      case DirectoryAnswer.Away _ -> new PasswordResult.DirectoryAway();
      case DirectoryAnswer.Refused refused -> refuse(credentials, account, refused.answer());
      case DirectoryAnswer.NoAccount none -> {
        refuse(credentials, account);
        yield new PasswordResult.NoAccount(none.why());
      }
    };
  }

  /** Only who signed in from this browser before learns why the directory refuses them. */
  private PasswordResult refuse(
      Credentials credentials, @Nullable Account account, BindAnswer answer) {
    PasswordResult refused = refuse(credentials, account);
    return credentials.knownBrowser() == null
        ? refused
        : new PasswordResult.RefusedByDirectory(answer);
  }

  private PasswordResult admit(Credentials credentials, Account account, boolean renew) {
    return admit(
        credentials, account, renew ? passwords.hash(credentials.password()) : null, false);
  }

  private PasswordResult admit(
      Credentials credentials, Account account, @Nullable String renewed, boolean mustChange) {
    PasswordResult passwordResult =
        transaction.execute(
            status -> attemptStarter.admit(credentials, account, renewed, mustChange));
    if (passwordResult instanceof PasswordResult.BadCredentials || passwordResult == null) {
      return refuse(credentials, account);
    }
    // In a separate transaction: all clients behind one address share a throttle row and must not
    // wait there for the lock on an account's row.
    throttle.right(
        credentials.countedName(), credentials.origin().block(), credentials.knownBrowser());
    return passwordResult;
  }

  /**
   * Counts a throttled try. To keep requests that cost no hashing from filling the audit log, only
   * the 1st, 10th, 100th, … try of a day and an address block is recorded.
   */
  private void countThrottled(Origin origin) {
    long today = wrongPasswords.countThrottled(origin);
    if (isPowerOfTen(today)) {
      events.publish(new SignInEvent.PasswordThrottled(origin.block().widest(), today), origin);
    }
  }

  private static boolean isPowerOfTen(long count) {
    long power = 1;
    while (power < count) {
      power *= 10;
    }
    return power == count;
  }

  private PasswordResult refuse(Credentials credentials, @Nullable Account account) {
    transaction.executeWithoutResult(
        status -> {
          wrongPasswords.count(account == null ? null : account.username(), credentials.origin());
          events.publish(
              new SignInEvent.PasswordRefused(account == null ? null : account.id()),
              credentials.origin());
        });
    return new PasswordResult.BadCredentials();
  }
}
