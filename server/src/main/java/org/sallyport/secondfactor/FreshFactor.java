package org.sallyport.secondfactor;

import java.time.Duration;
import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/** Whether the second factor was given a short time ago in a session (rule 28). */
public interface FreshFactor {

  /** False for a session that a remembered browser or the password alone opened. */
  boolean isFresh(Account account, SignIn session);

  /** How long it counts. */
  Duration lasts();
}
