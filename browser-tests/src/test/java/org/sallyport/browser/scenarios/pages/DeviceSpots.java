package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
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
                TextCaller caller = guide.halfWay(guide.people().undecided());
                caller.window().tick("One-Time-Password from an authenticator app");
                caller.window().press("Continue");
                caller.answers(caller.mailedCode());
                return caller.window();
              }),
          new Spot("recovery none", guide -> guide.inside("/settings/recovery")),
          new Spot(
              "recovery codes",
              guide -> {
                TextCaller caller = guide.signedIn(guide.people().byEmail());
                makesCodes(caller);
                return caller.window();
              }),
          new Spot("devices none", guide -> guide.inside("/settings/devices")),
          new Spot("device link", guide -> links(guide).window()),
          new Spot(
              "device link refused",
              guide -> {
                TextCaller caller = links(guide);
                return confirms(caller, Codes.wrong(app(guide, caller).code())).window();
              }),
          new Spot("devices", guide -> linked(guide).caller().window()),
          new Spot(
              "device unlink",
              guide -> {
                TextWindow window = linked(guide).caller().window();
                window.follow("Remove My phone");
                return window;
              }),
          new Spot(
              "device unlink last method",
              guide -> {
                TextCaller caller = linked(guide).caller();
                guide
                    .at()
                    .rows
                    .update(
                        "update account set email = null where id = ?",
                        caller.person().id().value());
                caller.window().follow("Remove My phone");
                return caller.window();
              }),
          new Spot("confirm lost device", guide -> hasLostTheApp(guide).window()),
          new Spot("devices removal only", guide -> confirmsWithoutTheApp(guide).window()),
          new Spot(
              "device not linked without the lost one",
              guide -> {
                Window window = guide.shown(confirmsWithoutTheApp(guide).window());
                // As a page would that was open before the app was reported as lost.
                window
                    .page()
                    .evaluate(
                        "document.querySelector('[action=\"/logout\"]').action = '/settings/devices/link/totp'");
                window.press("Sign out");
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

  /** A user and the app that is linked to the account. */
  record Linked(TextCaller caller, AppPhone app) {}

  private static TextCaller links(PageGuide guide) {
    return links(guide.signedIn(guide.people().byEmail()));
  }

  private static TextCaller links(TextCaller caller) {
    caller.window().open("/settings/devices");
    caller.window().press(LINK);
    return caller;
  }

  /** A signed-in user on the page of a new sheet of recovery codes. */
  static void makesCodes(TextCaller caller) {
    caller.window().open("/settings/recovery");
    caller.window().press("Make recovery codes");
    caller.window().press("Show me the new codes");
  }

  /** Wants to link a device, and is asked for the linked one, which is lost. */
  private static TextCaller hasLostTheApp(PageGuide guide) {
    TextCaller caller = linked(guide).caller();
    guide.turn(Duration.ofMinutes(6));
    links(caller);
    caller.window().follow("I no longer have this");
    return caller;
  }

  private static TextCaller confirmsWithoutTheApp(PageGuide guide) {
    TextCaller caller = hasLostTheApp(guide);
    caller.window().press("I no longer have it");
    caller.answers(caller.mailedCode());
    return caller;
  }

  /** The app after entering the key from the page. */
  private static AppPhone app(PageGuide guide, TextCaller caller) {
    String key = caller.window().text("#key").replace(" ", "");
    return new AppPhone(key, guide.at().clock);
  }

  private static TextCaller confirms(TextCaller caller, String code) {
    caller.window().type("Name of the device", "My phone");
    caller.window().type("One-Time-Password", code);
    caller.window().press("Link app");
    return caller;
  }

  private static Linked linked(PageGuide guide) {
    return linked(guide, guide.signedIn(guide.people().byEmail()));
  }

  /** The user links an authenticator app, which every sign-in then asks for. */
  static Linked linked(PageGuide guide, TextCaller caller) {
    links(caller);
    AppPhone app = app(guide, caller);
    return new Linked(confirms(caller, app.code()), app);
  }

  /** Signs in again once the code that linked the app has expired. */
  private static Linked asked(PageGuide guide) {
    Linked linked = linked(guide);
    guide.turn(Duration.ofSeconds(90));
    linked.caller().window().press("Sign out");
    linked.caller().givesPassword();
    return linked;
  }
}
