package org.sallyport.browser.scenarios.pages;

import java.util.List;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.testing.People;

/** The pages before the password step. */
final class StrangerSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("login", guide -> guide.stranger("/login")),
          new Spot("login refused", guide -> wrongPasswords(guide, 1)),
          new Spot("login slowed", guide -> wrongPasswords(guide, 6)),
          new Spot(
              "login after sign out",
              guide -> {
                Window window = guide.inside("/settings/account");
                window.press("Sign out");
                return window;
              }),
          new Spot("forgotten", guide -> guide.stranger("/forgotten")),
          new Spot(
              "forgotten without a name",
              guide -> {
                Window window = guide.stranger("/forgotten");
                window.type("Username", " ");
                window.press("Continue");
                return window;
              }),
          new Spot(
              "forgotten sent",
              guide -> {
                Window window = guide.stranger("/forgotten");
                window.type("Username", guide.people().byEmail().username());
                window.press("Continue");
                return window;
              }),
          new Spot("activation", Guide::invited),
          new Spot("activation refused", guide -> sets(guide.invited(), "password")),
          new Spot("activation done", guide -> sets(guide.invited(), "quiet harbour seven stones")),
          new Spot("activation void", guide -> guide.stranger("/activate/nothing")),
          new Spot("password link", Guide::forgetful),
          new Spot("password link refused", guide -> sets(guide.forgetful(), "password")),
          new Spot(
              "password link done", guide -> sets(guide.forgetful(), "quiet harbour seven stones")),
          new Spot("password link void", guide -> guide.stranger("/password/nothing")));

  private StrangerSpots() {}

  private static Window wrongPasswords(Guide guide, int times) {
    Caller caller = guide.caller(guide.people().byEmail());
    caller.window().open("/login");
    for (int i = 0; i < times; i++) {
      caller.givesPassword("not " + People.PASSWORD);
    }
    return caller.window();
  }

  private static Window sets(Window window, String password) {
    window.type("New password", password);
    window.press("Continue");
    return window;
  }
}
