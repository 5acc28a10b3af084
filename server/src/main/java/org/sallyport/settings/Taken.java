package org.sallyport.settings;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/** Whether an account can be changed in a session: every change begins and ends with this. */
sealed interface Taken {

  /** The account's row is held, and the session goes on. */
  record Open(Account account, SignIn session) implements Taken {}

  /**
   * The account is locked: no change is begun or finished (rule 28).
   *
   * @param reference what the owner tells the desk
   */
  record Locked(@Nullable String reference) implements Taken {}

  /** The session has ended, or the account is disabled. */
  record Over() implements Taken {}

  /** The account and session, if it can be changed. */
  default Optional<Open> open() {
    return this instanceof Open open ? Optional.of(open) : Optional.empty();
  }
}
