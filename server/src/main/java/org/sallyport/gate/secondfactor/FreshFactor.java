package org.sallyport.gate.secondfactor;

import java.time.Duration;
import org.sallyport.gate.account.Account;
import org.sallyport.gate.session.SignIn;

/** Whether the second factor was verified recently in a session (rule 28). */
public interface FreshFactor {

  /** False for a session opened by a remembered browser or by the password alone. */
  boolean isFresh(Account account, SignIn session);

  /**
   * The same for another age.
   *
   * @param maxAge how long ago the verification may be
   */
  boolean isFresh(Account account, SignIn session, Duration maxAge);

  /** How long a verification counts as fresh. */
  Duration lasts();
}
