package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.AppPhone;

/** An authenticator app: linked, used, and removed; and the recovery codes for when it is lost. */
final class DeviceSpots {
  private static final String LINK = "Link authenticator app";

  static final List<Spot> ALL =
      List.of(
          new Spot(
              "device link at the first sign-in",
              guide -> {
                Caller caller = guide.halfWay(guide.people().undecided());
                caller.window().tick("One-Time-Password from an authenticator app");
                caller.window().press("Continue");
                caller.answers(caller.mailedCode());
                return caller.window();
              }),
          new Spot("recovery none", guide -> guide.inside("/settings/recovery")),
          new Spot(
              "recovery codes",
              guide -> {
                Window window = guide.inside("/settings/recovery");
                window.press("Make recovery codes");
                window.press("Show me the new codes");
                return window;
              }),
          new Spot("devices none", guide -> guide.inside("/settings/devices")),
          new Spot("device link", guide -> links(guide).window()),
          new Spot(
              "device link refused",
              guide -> {
                Caller caller = links(guide);
                return confirms(caller, Codes.wrong(app(guide, caller).code())).window();
              }),
          new Spot("devices", guide -> linked(guide).caller().window()),
          new Spot(
              "device unlink",
              guide -> {
                Window window = linked(guide).caller().window();
                window.follow("Remove My phone");
                return window;
              }),
          new Spot("code of an app", guide -> asked(guide).caller().window()),
          new Spot(
              "code of an app wrong",
              guide -> {
                Linked linked = asked(guide);
                linked.caller().answers(Codes.wrong(linked.app().code()));
                return linked.caller().window();
              }),
          new Spot(
              "confirm by an app",
              guide -> {
                Linked linked = asked(guide);
                linked.caller().answers(linked.app().code());
                guide.turn(Duration.ofMinutes(6));
                return guide.begins(linked.caller(), "Change password").window();
              }));

  private DeviceSpots() {}

  private record Linked(Caller caller, AppPhone app) {}

  private static Caller links(Guide guide) {
    Caller caller = guide.signedIn(guide.people().byEmail());
    caller.window().open("/settings/devices");
    caller.window().press(LINK);
    return caller;
  }

  /** The app after entering the key from the page. */
  private static AppPhone app(Guide guide, Caller caller) {
    String key = caller.window().page().locator("#key").innerText().replace(" ", "");
    return new AppPhone(key, guide.at().clock);
  }

  private static Caller confirms(Caller caller, String code) {
    caller.window().type("Name of the device", "My phone");
    caller.window().type("One-Time-Password", code);
    caller.window().press("Link app");
    return caller;
  }

  private static Linked linked(Guide guide) {
    Caller caller = links(guide);
    AppPhone app = app(guide, caller);
    return new Linked(confirms(caller, app.code()), app);
  }

  /** Signs in again once the code that linked the app has expired. */
  private static Linked asked(Guide guide) {
    Linked linked = linked(guide);
    guide.turn(Duration.ofSeconds(90));
    linked.caller().window().press("Sign out");
    linked.caller().givesPassword();
    return linked;
  }
}
