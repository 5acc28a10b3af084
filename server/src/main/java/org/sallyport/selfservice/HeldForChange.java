package org.sallyport.selfservice;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/** Whether an account can be changed in a session: every change begins and ends with this. */
public sealed interface HeldForChange {

  /** The account's row is held, and the session goes on. */
  record Open(Account account, SignIn session) implements HeldForChange {}

  /**
   * The account is locked: no change is begun or finished (rule 28).
   *
   * @param reference what the owner tells the desk
   */
  record Locked(@Nullable String reference) implements HeldForChange {}

  /** The session has ended, or the account is disabled. */
  record Over() implements HeldForChange {}

  /** The account and session, if it can be changed. */
  default Optional<Open> open() {
    return this instanceof Open open ? Optional.of(open) : Optional.empty();
  }
}
