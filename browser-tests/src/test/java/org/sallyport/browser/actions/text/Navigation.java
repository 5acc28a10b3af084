package org.sallyport.browser.actions.text;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * What a browser asks for to show another page.
 *
 * @param body the encoded form; null for GET
 * @param from the page whose link or form it is; null for a typed address
 */
record Navigation(URI to, @Nullable String body, @Nullable HtmlPage from) {
  private static final int TEMPORARY = 307;
  private static final int PERMANENT = 308;

  static Navigation typed(URI to) {
    return new Navigation(to, null, null);
  }

  static Navigation link(URI to, HtmlPage from) {
    return new Navigation(to, null, from);
  }

  static Navigation form(URI to, String body, HtmlPage from) {
    return new Navigation(to, body, from);
  }

  boolean isForm() {
    return body != null;
  }

  /** After a redirect: a form is sent again only to where 307 and 308 lead. */
  Navigation redirected(int status, URI location) {
    boolean again = status == TEMPORARY || status == PERMANENT;
    return new Navigation(location, again ? body : null, from);
  }
}
