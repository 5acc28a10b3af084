package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People.Person;

/** The removal of the mobile number. */
final class NumberSpots {
  private static final String CHANGE = "Change mobile number";
  private static final String REMOVE = "Remove number";

  static final List<Spot> ALL =
      List.of(
          new Spot("phone removable with a second method", guide -> withApp(guide).window()),
          new Spot(
              "phone removable with a device and codes",
              guide -> {
                TextCaller caller = withApp(guide);
                set(guide, caller, "disabled_methods = '{email}'");
                caller.window().reload();
                return caller.window();
              }),
          new Spot(
              "phone not removed",
              guide -> {
                TextCaller caller = withApp(guide);
                set(guide, caller, "email = null");
                return removes(caller);
              }),
          new Spot("phone removed", guide -> removes(withApp(guide))),
          new Spot("phone removal delayed", guide -> removes(withoutTheNumber(guide))));

  private NumberSpots() {}

  /** On the page of the number, with recovery codes, and an authenticator app as the method. */
  private static TextCaller withApp(PageGuide guide) {
    TextCaller caller = guide.caller(guide.people().bySms()).givesPassword();
    caller.answers(caller.textedCode());
    DeviceSpots.makesCodes(caller);
    DeviceSpots.Linked linked = DeviceSpots.linked(guide, caller);
    guide.turn(Duration.ofSeconds(90));
    guide.begins(caller, CHANGE);
    caller.answers(linked.app().code());
    return caller;
  }

  /** On the page of the number, confirmed by e-mail because the number is lost. */
  private static TextCaller withoutTheNumber(PageGuide guide) {
    Person person = guide.people().add("email", true, true, "physician");
    TextCaller caller = guide.beginsLate(person, CHANGE);
    caller.window().follow("I no longer have this");
    guide.turn(Duration.ofSeconds(30));
    caller.window().press("I no longer have it");
    caller.answers(caller.mailedCode());
    return caller;
  }

  private static void set(PageGuide guide, TextCaller caller, String columns) {
    guide
        .at()
        .rows
        .update("update account set " + columns + " where id = ?", caller.person().id().value());
  }

  private static TextWindow removes(TextCaller caller) {
    caller.window().press(REMOVE);
    return caller.window();
  }
}
