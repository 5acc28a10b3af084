package org.sallyport.browser.scenarios;

import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;

/** Two screens: a desk's, and a phone's with the app. */
abstract class AppScenario extends Scenario {
  static final String NAME = "Hester’s phone";
  private static final String LINK = "Link Sallyport Authenticator app";

  Phone phone() {
    return Phone.with(window(Width.HAND), clock.instant()).opens();
  }

  Caller inside() {
    return caller(people.byEmail(), Width.DESK).comesIn();
  }

  /** The settings page shows a code to be scanned. */
  Window showsCode(Caller caller) {
    Window window = caller.window();
    window.open("/settings/devices");
    window.press(LINK);
    return window;
  }

  /** From nothing to a phone that is linked, the code typed. */
  Phone linked(Caller caller) {
    Phone phone = phone();
    links(caller, phone);
    return phone;
  }

  void links(Caller caller, Phone phone) {
    Window desk = showsCode(caller);
    phone.types(desk).sees("Is this your account?").asksAs(NAME);
    confirms(desk);
    phone.isDone();
  }

  /** The page goes on by itself when the phone has answered. */
  void confirms(Window desk) {
    desk.button("Link it").waitFor();
    desk.press("Link it");
  }

  /** The number that the page of a sign-in shows. */
  static String number(Window desk) {
    return desk.page().locator(".digits .hidden-visually").innerText().replaceAll("\\D", "");
  }
}
