package org.sallyport.gate.session;

import org.sallyport.platform.ids.SignInId;

/**
 * A new token of a sign-in.
 *
 * @param token the new value of its cookie; the previous value is invalid from now on
 */
public record IssuedToken(SignInId id, String token) {
  @Override
  public String toString() {
    return "IssuedToken[" + id + "]";
  }
}
