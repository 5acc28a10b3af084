package org.sallyport.session;

import org.sallyport.ids.SignInId;

/**
 * A sign-in that went a step further.
 *
 * @param token the new value of its cookie; the one before is worthless from now on
 */
public record IssuedToken(SignInId id, String token) {
  @Override
  public String toString() {
    return "Opened[" + id + "]";
  }
}
