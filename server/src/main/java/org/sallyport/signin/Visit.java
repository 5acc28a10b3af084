package org.sallyport.signin;

import org.sallyport.access.Visitor;

/**
 * A request that carries a good cookie.
 *
 * @param visitor who it is
 * @param signIn the row it stands on
 */
public record Visit(Visitor visitor, SignIn signIn) {
  /** Whether both doors are open. */
  public boolean complete() {
    return signIn.state() == SignIn.State.COMPLETE;
  }
}
