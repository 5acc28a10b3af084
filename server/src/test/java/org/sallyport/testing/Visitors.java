package org.sallyport.testing;

import java.util.UUID;
import org.sallyport.platform.access.DatabaseSnapshot;
import org.sallyport.platform.access.Rights;
import org.sallyport.platform.access.Visitor;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.SignInId;
import org.sallyport.testing.messages.Codes;

/** Signs accounts in with password and second factor, or makes visitors without a request. */
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

  /** A visitor in a session that has no row. */
  public static Visitor of(AccountId account) {
    return of(new SignInId(UUID.randomUUID()), account);
  }

  /** A visitor without rights over others and without a second factor. */
  public static Visitor of(SignInId signIn, AccountId account) {
    return new Visitor(
        signIn, account, "x", "X", Rights.NONE, false, null, null, DatabaseSnapshot.UNKNOWN);
  }
}
