package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;

/** The pages for changing an account. */
final class ChangeSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot(
              "confirm",
              guide -> guide.beginsLate(guide.people().byEmail(), "Change method").window()),
          new Spot(
              "confirm wrong",
              guide -> {
                TextCaller caller = guide.beginsLate(guide.people().byEmail(), "Change method");
                caller.answers(Codes.wrong(caller.mailedCode()));
                return caller.window();
              }),
          new Spot(
              "confirm lost",
              guide -> {
                TextCaller caller = guide.caller(guide.people().bySms()).givesPassword();
                caller.answers(caller.textedCode());
                guide.turn(Duration.ofMinutes(6));
                guide.begins(caller, "Change mobile number");
                caller.window().follow("I no longer have this");
                return caller.window();
              }),
          new Spot(
              "confirm nothing left",
              guide -> {
                TextCaller caller = guide.beginsLate(guide.people().byEmail(), "Change method");
                caller.window().follow("I no longer have this");
                return caller.window();
              }),
          new Spot("method", guide -> guide.begins("Change method").window()),
          new Spot("phone", guide -> guide.begins("Add mobile number").window()),
          new Spot(
              "phone needed",
              guide -> {
                TextCaller caller = guide.caller(guide.people().bySms()).givesPassword();
                caller.answers(caller.textedCode());
                guide.begins(caller, "Change mobile number");
                return caller.window();
              }),
          new Spot(
              "phone removable",
              guide -> {
                TextCaller caller = newNumber(guide);
                caller.answers(caller.textedCode());
                guide.begins(caller, "Change mobile number");
                caller.answers(caller.textedCode());
                return caller.window();
              }),
          new Spot(
              "phone refused",
              guide ->
                  gives(guide.begins("Add mobile number"), "New mobile number", "+32 12").window()),
          new Spot("phone code", guide -> newNumber(guide).window()),
          new Spot(
              "phone code wrong",
              guide -> {
                TextCaller caller = newNumber(guide);
                caller.answers(Codes.wrong(caller.textedCode()));
                return caller.window();
              }),
          new Spot(
              "phone code wrong too often",
              guide -> {
                TextCaller caller = newNumber(guide);
                caller.answersWrongly(caller.textedCode(), 5);
                return caller.window();
              }),
          new Spot(
              "phone too late",
              guide -> {
                TextCaller caller = guide.begins("Add mobile number");
                guide.turn(Duration.ofMinutes(11));
                return gives(caller, "New mobile number", caller.person().phone()).window();
              }),
          new Spot("email", guide -> guide.begins("Change e-mail").window()),
          new Spot(
              "email code",
              guide -> {
                TextCaller caller = guide.begins("Change e-mail");
                return gives(caller, "New e-mail address", "new-" + caller.person().email())
                    .window();
              }),
          new Spot("password", guide -> guide.begins("Change password").window()),
          new Spot(
              "password refused",
              guide -> {
                TextCaller caller = guide.begins("Change password");
                caller.window().type("Current password", People.PASSWORD);
                return gives(caller, "New password", "password").window();
              }),
          new Spot(
              "password now wrong",
              guide -> {
                TextCaller caller = guide.begins("Change password");
                caller.window().type("Current password", "not the password");
                return gives(caller, "New password", "quiet harbour seven stones").window();
              }),
          new Spot(
              "password changed",
              guide -> {
                TextCaller caller = guide.begins("Change password");
                caller.window().type("Current password", People.PASSWORD);
                return gives(caller, "New password", "quiet harbour seven stones").window();
              }),
          new Spot(
              "locked meanwhile",
              guide -> {
                Person person = guide.people().byEmail();
                TextCaller caller = guide.signedIn(person);
                guide.locksOut(person);
                guide.turn(Duration.ofMinutes(6));
                return guide.begins(caller, "Change method").window();
              }));

  private ChangeSpots() {}

  private static TextCaller newNumber(PageGuide guide) {
    TextCaller caller = guide.begins("Add mobile number");
    return gives(caller, "New mobile number", caller.person().phone());
  }

  private static TextCaller gives(TextCaller caller, String label, String text) {
    caller.window().type(label, text);
    caller.window().press("Continue");
    return caller;
  }
}
