package org.sallyport.gate.trustedbrowser;

import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.TrustedBrowserId;

/**
 * The result of checking a browser's cookie at a sign-in.
 *
 * @param browser the remembered browser that replaces the second factor; null if a factor is
 *     required
 * @param cookie the new value of the cookie; empty to remove it
 */
public record Trust(@Nullable TrustedBrowserId browser, String cookie) {
  @Override
  public String toString() {
    return "Trust[" + browser + "]";
  }
}
