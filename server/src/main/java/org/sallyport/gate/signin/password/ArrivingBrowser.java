package org.sallyport.gate.signin.password;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;

/**
 * The browser in which a sign-in begins.
 *
 * @param known the browser's known-browser mark, if the account signed in from it before
 * @param trustCookie value of the cookie of remembered browsers
 * @param landing value of the cookie with the page first requested
 */
public record ArrivingBrowser(
    Origin origin, @Nullable String known, @Nullable String trustCookie, @Nullable String landing) {
  @Override
  public String toString() {
    return "ArrivingBrowser[" + origin + "]";
  }
}
