package org.sallyport.testing;

import org.sallyport.testing.messages.Codes;

/** Signs accounts in with password and second factor. */
public final class Visitors {
  private Visitors() {}

  /** Signs in an account with codes by e-mail, from a new browser. */
  public static Browser signedIn(People.Person person, int port) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    Browser.Page in = browser.post("/login/code", "code", Codes.next(person.email()));
    if (in.status() != 302) {
      throw new IllegalStateException("not signed in: " + in.status() + " " + in.text());
    }
    return browser;
  }
}
