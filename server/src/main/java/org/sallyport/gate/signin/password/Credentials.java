package org.sallyport.gate.signin.password;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;

/**
 * The input of the password step.
 *
 * @param countedName the name by which tries are counted, without the domain of a directory
 * @param knownBrowser the browser's known-browser mark, if this username signed in from it before
 * @param trustCookie value of the cookie of remembered browsers
 * @param landing value of the cookie with the page first requested
 */
public record Credentials(
    String username,
    String countedName,
    String password,
    Origin origin,
    @Nullable String knownBrowser,
    @Nullable String trustCookie,
    @Nullable String landing) {
  @Override
  public String toString() {
    return "Credentials[" + origin + "]";
  }
}
