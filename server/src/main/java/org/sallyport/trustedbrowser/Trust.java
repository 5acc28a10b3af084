package org.sallyport.trustedbrowser;

import org.jspecify.annotations.Nullable;
import org.sallyport.ids.TrustedBrowserId;

/**
 * What a browser's cookie is worth at a sign-in.
 *
 * @param browser the remembered browser that stands in for the second factor; null if a factor has
 *     to be given
 * @param cookie the value the cookie has from now on; empty to remove it
 */
public record Trust(@Nullable TrustedBrowserId browser, String cookie) {
  @Override
  public String toString() {
    return "Trust[" + browser + "]";
  }
}
