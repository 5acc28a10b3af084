package org.sallyport.browser.scenarios;

import org.sallyport.browser.actions.PortalUser;
import org.sallyport.browser.actions.PortalWindow;
import org.sallyport.gate.session.IssuedToken;
import org.sallyport.gate.session.KnownBrowsers;
import org.sallyport.gate.session.SignIn;
import org.sallyport.gate.session.SignInCookies;
import org.sallyport.gate.session.SignIns;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People.Person;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Opens the session that a sign-in with a code by e-mail opens, without its requests: for tests
 * that are not about signing in.
 */
@Component
public class OpenedSessions {
  private final SignIns signIns;
  private final KnownBrowsers browsers;
  private final TransactionTemplate transaction;

  OpenedSessions(SignIns signIns, KnownBrowsers browsers, TransactionTemplate transaction) {
    this.signIns = signIns;
    this.browsers = browsers;
    this.transaction = transaction;
  }

  /** Opens a session in the caller's window, which has no cookies yet. */
  public <U extends PortalUser<U>> U open(U caller) {
    PortalWindow window = caller.window();
    MockHttpServletRequest request = new MockHttpServletRequest();
    request.addHeader("User-Agent", window.userAgent());
    MockHttpServletResponse response = new MockHttpServletResponse();
    IssuedToken opened = complete(caller.person(), Origin.of(request));
    SignInCookies.session(response, opened);
    browsers.remember(opened.id(), caller.person().username(), request, response);
    window.store(response.getCookies());
    return caller;
  }

  private IssuedToken complete(Person person, Origin origin) {
    return transaction.execute(
        status -> {
          IssuedToken begun = signIns.begin(person.id(), origin, null, null);
          SignIn signIn = signIns.choose(begun.id(), "email", null).orElseThrow();
          return signIns.complete(signIn, "email", true, null, origin).orElseThrow();
        });
  }
}
