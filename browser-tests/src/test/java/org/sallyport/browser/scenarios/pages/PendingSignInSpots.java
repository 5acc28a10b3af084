package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;

/** The pages between the password and the second factor. */
final class PendingSignInSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("chooser", guide -> guide.halfWay(guide.people().undecided()).window()),
          new Spot(
              "chooser with more ways",
              guide -> {
                Window window = guide.halfWay(guide.people().undecided()).window();
                window.page().getByText("More ways").click();
                return window;
              }),
          new Spot(
              "chooser with a recovery code",
              guide -> {
                Caller caller = guide.signedIn(guide.people().byEmail());
                DeviceSpots.makesCodes(caller);
                guide
                    .at()
                    .rows
                    .update(
                        "update account set method = null where id = ?",
                        caller.person().id().value());
                caller.window().press("Sign out");
                caller.givesPassword();
                caller.window().page().getByText("More ways").click();
                return caller.window();
              }),
          new Spot(
              "chooser too soon",
              guide -> {
                Caller caller = guide.halfWay(guide.people().undecided());
                chooses(caller, "One-Time-Password by e-mail");
                caller.window().press("Not you? Start again");
                caller.givesPassword();
                return chooses(caller, "One-Time-Password by e-mail");
              }),
          new Spot(
              "ask your administrator",
              guide -> guide.halfWay(guide.people().unreachable()).window()),
          new Spot("activation code", guide -> hasALetter(guide).window()),
          new Spot(
              "activation code wrong",
              guide -> {
                Window window = hasALetter(guide).window();
                window.type("Activation code", "0000-0000-0000-0000");
                window.press("Continue");
                return window;
              }),
          new Spot(
              "first device",
              guide -> {
                Caller caller = hasALetter(guide);
                caller.window().type("Activation code", guide.at().letters.code(caller.person()));
                caller.window().press("Continue");
                return caller.window();
              }),
          new Spot("code", guide -> guide.halfWay(guide.people().byEmail()).window()),
          new Spot("code by sms", guide -> guide.halfWay(guide.people().bySms()).window()),
          new Spot("code of an admin", guide -> guide.halfWay(guide.people().admin()).window()),
          new Spot(
              "code ready to resend",
              guide -> {
                Caller caller = guide.halfWay(guide.people().byEmail());
                guide.turn(Duration.ofSeconds(30));
                caller.window().reload();
                return caller.window();
              }),
          new Spot(
              "code wrong",
              guide -> {
                Caller caller = guide.halfWay(guide.people().bySms());
                caller.answers(Codes.wrong(caller.textedCode()));
                return caller.window();
              }),
          new Spot(
              "code older",
              guide -> {
                Caller caller = guide.halfWay(guide.people().byEmail());
                String older = caller.mailedCode();
                asksAgain(guide, caller);
                caller.answers(older);
                return caller.window();
              }),
          new Spot(
              "code expired",
              guide -> {
                Caller caller = guide.halfWay(guide.people().byEmail());
                guide.turn(Duration.ofMinutes(20));
                caller.answers(caller.mailedCode());
                return caller.window();
              }),
          new Spot(
              "code expired and read again",
              guide -> {
                Caller caller = guide.halfWay(guide.people().byEmail());
                guide.turn(Duration.ofMinutes(20));
                caller.window().reload();
                return caller.window();
              }),
          new Spot(
              "code sent again",
              guide -> {
                Caller caller = guide.halfWay(guide.people().bySms());
                asksAgain(guide, caller);
                return caller.window();
              }),
          new Spot(
              "code superseded",
              guide -> {
                Person person = guide.people().byEmail();
                Window window = guide.halfWay(person).window();
                guide.halfWay(person);
                window.reload();
                return window;
              }),
          new Spot(
              "code sent five times",
              guide -> {
                Caller caller = guide.halfWay(guide.people().bySms());
                for (int sent = 1; sent < 5; sent++) {
                  asksAgain(guide, caller);
                }
                return caller.window();
              }),
          new Spot(
              "code not sent",
              guide -> {
                Caller caller = guide.caller(guide.people().bySms());
                Inbox.answerSms(caller.person().phone(), 400);
                return caller.givesPassword().reloadsUntilAlert().window();
              }),
          new Spot("another way", guide -> anotherWay(guide).window()),
          new Spot(
              "another way too soon",
              guide -> chooses(anotherWay(guide), "One-Time-Password by e-mail")),
          new Spot(
              "locked",
              guide -> {
                Person person = guide.people().byEmail();
                guide.locksOut(person);
                return guide.halfWay(person).window();
              }));

  private PendingSignInSpots() {}

  /** A user who cannot be sent messages and got a letter. */
  private static Caller hasALetter(Guide guide) {
    Person person = guide.people().unreachable();
    guide.at().letters.code(person);
    Caller caller = guide.halfWay(person);
    chooses(caller, "One-Time-Password from an authenticator app");
    return caller;
  }

  private static Caller anotherWay(Guide guide) {
    Caller caller = guide.halfWay(guide.people().bySms());
    caller.window().follow("Use another way");
    return caller;
  }

  private static Window chooses(Caller caller, String method) {
    caller.window().tick(method);
    caller.window().press("Continue");
    return caller.window();
  }

  private static void asksAgain(Guide guide, Caller caller) {
    guide.turn(Duration.ofSeconds(30));
    caller.window().reload();
    caller.asksAgain();
  }
}
