package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;

/** The pages that show an account. */
final class SettingsSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("security", guide -> remembered(guide, "/settings/account")),
          new Spot("security with nothing yet", guide -> guide.inside("/settings/account")),
          new Spot("browsers", guide -> remembered(guide, "/settings/browsers")),
          new Spot("notifications", guide -> guide.inside("/settings/notifications")),
          new Spot("browsers none", guide -> guide.inside("/settings/browsers")),
          new Spot("history", guide -> history(guide)),
          new Spot(
              "not me",
              guide -> {
                Window window = history(guide);
                window.followFirst("This wasn’t me");
                return window;
              }),
          new Spot(
              "sessions",
              guide -> {
                Person person = guide.people().byEmail();
                guide.signedIn(person);
                Window window = guide.signedIn(person).window();
                window.open("/settings/sessions");
                return window;
              }),
          new Spot("sessions one", guide -> guide.inside("/settings/sessions")));

  private SettingsSpots() {}

  private static Window remembered(Guide guide, String path) {
    Person person = guide.people().add("email", true, true, "physician");
    remembers(guide.halfWay(person));
    Window window = remembers(guide.halfWay(person)).window();
    window.open(path);
    return window;
  }

  private static Caller remembers(Caller caller) {
    caller.window().tick("Remember this browser for 30 days");
    caller.answers(caller.mailedCode());
    return caller;
  }

  private static Window history(Guide guide) {
    Person person = guide.people().byEmail();
    guide.signedIn(person);
    guide.turn(Duration.ofHours(26));
    Caller stranger = guide.caller(person);
    stranger.window().open("/login");
    stranger.givesPassword("not the password");
    stranger.givesPassword();
    stranger.answers(Codes.wrong(stranger.mailedCode()));
    guide.signedIn(person);
    Window window = guide.signedIn(person).window();
    window.open("/settings/history");
    return window;
  }
}
