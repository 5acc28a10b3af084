package org.sallyport.selfservice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/**
 * The result of locking an account's row for a change; every change begins and ends with this
 * check.
 */
public sealed interface HeldForChange {

  /** The account's row is locked, and the session is valid. */
  record Open(Account account, SignIn session) implements HeldForChange {}

  /**
   * The account is locked: no change is begun or finished (rule 28).
   *
   * @param reference the lock's reference, which the owner gives the help desk
   */
  record Locked(@Nullable String reference) implements HeldForChange {}

  /** The session has ended, or the account is disabled. */
  record Over() implements HeldForChange {}

  /** The account and session; empty if the account cannot be changed. */
  default Optional<Open> open() {
    return this instanceof Open open ? Optional.of(open) : Optional.empty();
  }
}
