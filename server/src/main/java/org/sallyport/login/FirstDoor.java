package org.sallyport.login;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;
import org.sallyport.account.Account;
import org.sallyport.account.Accounts;
import org.sallyport.account.Passwords;
import org.sallyport.account.Verified;
import org.sallyport.audit.AuditLog;
import org.sallyport.audit.SignInEvent;
import org.sallyport.lockout.Throttle;
import org.sallyport.session.WrongPasswords;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The password step. A try is counted, then looked at, then judged, in the same steps for every
 * name, known or not (rules 18, 33). No database connection is held while the password is hashed.
 */
@Component
class FirstDoor {
  private final Throttle throttle;
  private final Accounts accounts;
  private final Passwords passwords;
  private final WrongPasswords wrongPasswords;
  private final AuditLog audit;
  private final Admission admission;
  private final TransactionTemplate transaction;

  FirstDoor(
      Throttle throttle,
      Accounts accounts,
      Passwords passwords,
      WrongPasswords wrongPasswords,
      AuditLog audit,
      Admission admission,
      TransactionTemplate transaction) {
    this.throttle = throttle;
    this.accounts = accounts;
    this.passwords = passwords;
    this.wrongPasswords = wrongPasswords;
    this.audit = audit;
    this.admission = admission;
    this.transaction = transaction;
  }

  Entry enter(Attempt attempt) {
    Optional<Instant> wait =
        throttle.count(attempt.username(), attempt.origin().block(), attempt.knownBrowser());
    if (wait.isPresent()) {
      transaction.executeWithoutResult(status -> countThrottled(attempt.origin()));
      return new Entry.Throttled(wait.get());
    }
    Account account = accounts.findByUsername(attempt.username()).orElse(null);
    return switch (passwords.verify(attempt.username(), account, attempt.password())) {
      case Verified.Busy busy -> new Entry.Busy();
      case Verified.Wrong wrong -> refuse(attempt, account);
      case Verified.Right right ->
          account == null ? refuse(attempt, null) : admit(attempt, account, right.renew());
    };
  }

  private Entry admit(Attempt attempt, Account account, boolean renew) {
    String renewed = renew ? passwords.hash(attempt.password()) : null;
    Entry entry = transaction.execute(status -> admission.admit(attempt, account, renewed));
    if (entry instanceof Entry.Refused || entry == null) {
      return refuse(attempt, account);
    }
    // In a transaction of its own: everybody behind one address shares a row, and must not wait
    // there for an account.
    throttle.right(attempt.username(), attempt.origin().block(), attempt.knownBrowser());
    return entry;
  }

  /** Costs its sender no hash: recorded the 1st, 10th, 100th, … time of a day and a block. */
  private void countThrottled(Origin origin) {
    long today = wrongPasswords.countThrottled(origin);
    if (isPowerOfTen(today)) {
      audit.record(new SignInEvent.PasswordThrottled(origin.block().widest(), today), origin);
    }
  }

  private static boolean isPowerOfTen(long count) {
    long power = 1;
    while (power < count) {
      power *= 10;
    }
    return power == count;
  }

  private Entry refuse(Attempt attempt, @Nullable Account account) {
    transaction.executeWithoutResult(
        status -> {
          wrongPasswords.count(account == null ? null : account.username(), attempt.origin());
          audit.record(
              new SignInEvent.PasswordRefused(account == null ? null : account.id()),
              attempt.origin());
        });
    return new Entry.Refused();
  }
}
