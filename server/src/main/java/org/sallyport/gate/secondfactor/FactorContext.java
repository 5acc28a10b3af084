package org.sallyport.gate.secondfactor;

import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.session.SignIn;
import org.sallyport.platform.access.Origin;

/**
 * What a challenge is issued for and an answer is given in. A challenge is bound to all of it
 * except the origin (rule 4).
 *
 * @param held the account, with its row locked
 * @param signIn the attempt, or the session in which a change is made
 * @param origin of the current request
 */
public record FactorContext(HeldAccount held, SignIn signIn, Purpose purpose, Origin origin) {

  /** The context of the second factor of an attempt. */
  public static FactorContext signIn(HeldAccount held, SignIn attempt, Origin origin) {
    return new FactorContext(held, attempt, Purpose.SIGN_IN, origin);
  }

  /** The context of the second factor that confirms a change. */
  public static FactorContext stepUp(HeldAccount held, SignIn session, Origin origin) {
    return new FactorContext(held, session, Purpose.STEP_UP, origin);
  }

  boolean isLocked() {
    return held.account().isLocked();
  }

  /** Whether the account signed in from this browser before, or is signed in now (rules 9, 18). */
  boolean isKnownBrowser() {
    return signIn.knownBrowser() != null || signIn.state() == SignIn.State.COMPLETE;
  }
}
