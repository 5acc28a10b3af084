package org.sallyport.browser.scenarios.app;

import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;

/** Scenarios with two screens: a desktop and a phone with the app. */
public abstract class AppScenario extends Scenario {
  static final String NAME = "Hester’s phone";
  private static final String LINK = "Link Sallyport Authenticator app";

  public Phone phone() {
    return Phone.with(window(Width.HAND), clock.instant()).opens();
  }

  /** A phone whose camera sees the pages of the computer, and that shows notifications. */
  public Phone phoneWithCamera() {
    return Phone.with(windowWithCamera(), clock.instant()).opens();
  }

  /** A signed-in user who has not opened a page yet. */
  public Caller inside() {
    return sessions.open(caller(people.byEmail(), Width.DESK));
  }

  /** Opens the settings page with the code to scan. */
  public Window showsCode(Caller caller) {
    Window window = caller.window();
    window.open("/settings/devices");
    window.press(LINK);
    return window;
  }

  /** Links a new phone by typing the code. */
  public Phone linked(Caller caller) {
    Phone phone = phone();
    links(caller, phone);
    return phone;
  }

  public void links(Caller caller, Phone phone) {
    Window desk = showsCode(caller);
    phone.types(desk).sees("Is this your account?").asksAs(NAME);
    confirms(desk);
    phone.isDone();
  }

  /** Confirms the link; the page continues automatically once the phone has responded. */
  public void confirms(Window desk) {
    desk.button("Link phone").waitFor();
    desk.press("Link phone");
  }

  /** The number shown on the sign-in page. */
  public static String number(Window desk) {
    return desk.page().locator(".digits .hidden-visually").innerText().replaceAll("\\D", "");
  }
}
