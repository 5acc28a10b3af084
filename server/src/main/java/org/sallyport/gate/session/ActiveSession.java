package org.sallyport.gate.session;

import org.sallyport.platform.access.Visitor;

/**
 * The session or attempt of a request with a valid cookie.
 *
 * @param visitor the authenticated visitor
 * @param signIn the row of the sign-in
 * @param passwordChangeRequired whether the account's password was imported and must be changed
 *     before anything else (rule 40)
 */
public record ActiveSession(Visitor visitor, SignIn signIn, boolean passwordChangeRequired) {
  /** Whether the sign-in is complete, rather than an attempt. */
  public boolean complete() {
    return signIn.state() == SignIn.State.COMPLETE;
  }
}
