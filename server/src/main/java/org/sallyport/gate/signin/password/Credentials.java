package org.sallyport.gate.signin.password;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.access.Origin;

/**
 * The input of the password step.
 *
 * @param countedName the name by which tries are counted, without the domain of a directory
 * @param browser known, if this username signed in from it before
 */
public record Credentials(
    String username, String countedName, String password, ArrivingBrowser browser) {
  Origin origin() {
    return browser.origin();
  }

  @Nullable String knownBrowser() {
    return browser.known();
  }

  @Override
  public String toString() {
    return "Credentials[" + origin() + "]";
  }
}
