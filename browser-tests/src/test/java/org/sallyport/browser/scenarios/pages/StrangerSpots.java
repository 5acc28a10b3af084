package org.sallyport.browser.scenarios.pages;

import com.microsoft.playwright.Page;
import java.net.URI;
import java.util.List;
import org.sallyport.browser.actions.PortalWindow;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People;

/** The pages before the password step. */
final class StrangerSpots {
  private static final String FINE = "quiet harbour seven stones";

  static final List<Spot> ALL =
      List.of(
          new Spot("login", guide -> guide.stranger("/login")),
          new Spot("accessibility", guide -> guide.stranger("/accessibility")),
          new Spot("login refused", guide -> wrongPasswords(guide, 1)),
          new Spot("login slowed", guide -> wrongPasswords(guide, 6)),
          new Spot(
              "login after sign out",
              guide -> {
                TextWindow window = guide.inside("/settings/account");
                window.press("Sign out");
                return window;
              }),
          new Spot("forgotten", guide -> guide.stranger("/forgotten")),
          new Spot(
              "forgotten without a name",
              guide -> {
                TextWindow window = guide.stranger("/forgotten");
                window.type("Username", " ");
                window.press("Continue");
                return window;
              }),
          new Spot(
              "forgotten sent",
              guide -> {
                TextWindow window = guide.stranger("/forgotten");
                window.type("Username", guide.people().byEmail().username());
                window.press("Continue");
                return window;
              }),
          new Spot("activation", PageGuide::invited),
          new Spot("activation refused", guide -> sets(guide.invited(), "password")),
          new Spot("activation without its mark", StrangerSpots::setsWithoutMark),
          new Spot("activation done", guide -> sets(guide.invited(), FINE)),
          new Spot("activation void", guide -> guide.stranger("/activate/nothing")),
          new Spot("password link", PageGuide::forgetful),
          new Spot("password link refused", guide -> sets(guide.forgetful(), "password")),
          new Spot("password link of another account", StrangerSpots::setsForAnother),
          new Spot("password link done", guide -> sets(guide.forgetful(), FINE)),
          new Spot("password link void", guide -> guide.stranger("/password/nothing")));

  private StrangerSpots() {}

  private static TextWindow wrongPasswords(PageGuide guide, int times) {
    TextCaller caller = guide.caller(guide.people().byEmail());
    caller.window().open("/login");
    for (int i = 0; i < times; i++) {
      caller.givesPassword("not " + People.PASSWORD);
    }
    return caller.window();
  }

  /** The form does not say for which account it was shown. */
  private static Window setsWithoutMark(PageGuide guide) {
    Window window = guide.shown(guide.invited());
    window.page().evaluate("document.querySelector('[name=mark]').remove()");
    return sets(window, FINE);
  }

  /** A link is open, and that of another account is opened in the same browser. */
  private static Window setsForAnother(PageGuide guide) {
    TextWindow owner = guide.stranger("/login");
    String first = guide.passwordLink(owner);
    String second = guide.passwordLink(owner);
    owner.open(first);
    Window window = guide.shown(owner);
    Page tab = window.page().context().newPage();
    tab.navigate(URI.create(window.page().url()).resolve(second).toString());
    tab.close();
    return sets(window, FINE);
  }

  private static <W extends PortalWindow> W sets(W window, String password) {
    window.type("New password", password);
    window.press("Continue");
    return window;
  }
}
