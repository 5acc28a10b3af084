package org.sallyport.gate.selfservice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.session.SignIn;

/**
 * The result of locking an account's row for a change; every change begins and ends with this
 * check.
 */
public sealed interface HeldForChange {

  /** The account's row is locked, and the session is valid. */
  record Open(HeldAccount held, SignIn session) implements HeldForChange {
    /** The account as read when the row was locked. */
    public Account account() {
      return held.account();
    }
  }

  /** The account is locked: no change is begun or finished (rule 28). */
  record Locked(HeldAccount held) implements HeldForChange {
    /** The lock's reference, which the owner gives the help desk. */
    public @Nullable String reference() {
      return held.account().lockReference();
    }
  }

  /** The session has ended, or the account is disabled. */
  record SessionOver() implements HeldForChange {}

  /** The account and session; empty if the account cannot be changed. */
  default Optional<Open> open() {
    return this instanceof Open open ? Optional.of(open) : Optional.empty();
  }
}
