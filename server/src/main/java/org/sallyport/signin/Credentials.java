package org.sallyport.signin;

import org.jspecify.annotations.Nullable;
import org.sallyport.access.Origin;

/**
 * Somebody at the first door.
 *
 * @param knownBrowser the browser's mark if that name signed in from it before
 * @param trustCookie what the browser presents of remembered accounts
 * @param landing what the browser kept of the page first asked for
 */
record Credentials(
    String username,
    String password,
    Origin origin,
    @Nullable String knownBrowser,
    @Nullable String trustCookie,
    @Nullable String landing) {
  @Override
  public String toString() {
    return "Attempt[" + origin + "]";
  }
}
