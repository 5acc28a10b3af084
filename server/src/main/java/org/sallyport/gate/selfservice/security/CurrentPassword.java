package org.sallyport.gate.selfservice.security;

import java.time.Instant;
import java.util.Optional;
import lombok.RequiredArgsConstructor;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.password.PasswordVerification;
import org.sallyport.gate.account.password.Passwords;
import org.sallyport.gate.lockout.Throttle;
import org.sallyport.gate.session.history.WrongPasswords;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.events.DomainEvents;
import org.sallyport.platform.events.SignInEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Verifies the current password of an account that is signed in. Wrong ones are throttled as at
 * sign-in (rule 18).
 */
@Component
@RequiredArgsConstructor
class CurrentPassword {
  private final Passwords passwords;
  private final Throttle throttle;
  private final WrongPasswords wrongPasswords;
  private final DomainEvents events;
  private final TransactionTemplate transaction;

  /**
   * Counts the password, then compares it. No database connection is held meanwhile.
   *
   * @param knownBrowser the browser's mark if the account signed in from it before
   * @return why it was not accepted; empty if it is right
   */
  Optional<PasswordChange> refusal(
      Account account, String typed, @Nullable String knownBrowser, Origin origin) {
    Optional<Instant> wait = throttle.count(account.username(), origin.block(), knownBrowser);
    if (wait.isPresent()) {
      return Optional.of(new PasswordChange.Throttled(wait.get()));
    }
    return switch (passwords.verify(account, typed)) {
      case PasswordVerification.Busy _ -> Optional.of(new PasswordChange.Busy());
      case PasswordVerification.Wrong _ -> Optional.of(wrong(account, origin));
      case PasswordVerification.Right _ -> Optional.empty();
    };
  }

  private PasswordChange wrong(Account account, Origin origin) {
    transaction.executeWithoutResult(
        status -> {
          wrongPasswords.count(account.username(), origin);
          events.publish(new SignInEvent.PasswordRefused(account.id()), origin);
        });
    return new PasswordChange.WrongPassword();
  }

  /** Takes back the count of a right password. */
  void accept(Account account, @Nullable String knownBrowser, Origin origin) {
    throttle.right(account.username(), origin.block(), knownBrowser);
  }
}
