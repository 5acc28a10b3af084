package org.sallyport.session;

import org.sallyport.access.Visitor;

/**
 * A request that carries a good cookie.
 *
 * @param visitor who it is
 * @param signIn the row it stands on
 * @param passwordGiven whether the account's password was imported, and has to be changed before
 *     anything else (rule 40)
 */
public record ActiveSession(Visitor visitor, SignIn signIn, boolean passwordGiven) {
  /** Whether both doors are open. */
  public boolean complete() {
    return signIn.state() == SignIn.State.COMPLETE;
  }
}
