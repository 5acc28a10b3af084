package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
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
                TextWindow window = guide.halfWay(guide.people().undecided()).window();
                return showsMoreWays(guide, window);
              }),
          new Spot(
              "chooser with a recovery code",
              guide -> {
                TextCaller caller = guide.signedIn(guide.people().byEmail());
                DeviceSpots.makesCodes(caller);
                guide
                    .at()
                    .rows
                    .update(
                        "update account set method = null where id = ?",
                        caller.person().id().value());
                caller.window().press("Sign out");
                caller.givesPassword();
                return showsMoreWays(guide, caller.window());
              }),
          new Spot(
              "chooser too soon",
              guide -> {
                TextCaller caller = guide.halfWay(guide.people().undecided());
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
                TextWindow window = hasALetter(guide).window();
                window.type("Activation code", "0000-0000-0000-0000");
                window.press("Continue");
                return window;
              }),
          new Spot(
              "first device",
              guide -> {
                TextCaller caller = hasALetter(guide);
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
                TextCaller caller = guide.halfWay(guide.people().byEmail());
                guide.turn(Duration.ofSeconds(30));
                caller.window().reload();
                return caller.window();
              }),
          new Spot(
              "code wrong",
              guide -> {
                TextCaller caller = guide.halfWay(guide.people().bySms());
                caller.answers(Codes.wrong(caller.textedCode()));
                return caller.window();
              }),
          new Spot(
              "code older",
              guide -> {
                TextCaller caller = guide.halfWay(guide.people().byEmail());
                String older = caller.mailedCode();
                asksAgain(guide, caller);
                caller.answers(older);
                return caller.window();
              }),
          new Spot(
              "code expired",
              guide -> {
                TextCaller caller = guide.halfWay(guide.people().byEmail());
                String code = caller.mailedCode();
                guide.turn(Duration.ofMinutes(20));
                caller.answers(code);
                return caller.window();
              }),
          new Spot(
              "code expired and read again",
              guide -> {
                TextCaller caller = guide.halfWay(guide.people().byEmail());
                guide.turn(Duration.ofMinutes(20));
                caller.window().reload();
                return caller.window();
              }),
          new Spot(
              "code sent again",
              guide -> {
                TextCaller caller = guide.halfWay(guide.people().bySms());
                asksAgain(guide, caller);
                return caller.window();
              }),
          new Spot(
              "code superseded",
              guide -> {
                Person person = guide.people().byEmail();
                TextWindow window = guide.halfWay(person).window();
                guide.halfWay(person);
                window.reload();
                return window;
              }),
          new Spot(
              "code sent five times",
              guide -> {
                TextCaller caller = guide.halfWay(guide.people().bySms());
                for (int sent = 1; sent < 5; sent++) {
                  asksAgain(guide, caller);
                }
                return caller.window();
              }),
          new Spot(
              "code not sent",
              guide -> {
                TextCaller caller = guide.caller(guide.people().bySms());
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

  private static Window showsMoreWays(PageGuide guide, TextWindow chooser) {
    Window window = guide.shown(chooser);
    window.page().getByText("More ways").click();
    return window;
  }

  /** A user who cannot be sent messages and got a letter. */
  private static TextCaller hasALetter(PageGuide guide) {
    Person person = guide.people().unreachable();
    guide.at().letters.code(person);
    TextCaller caller = guide.halfWay(person);
    chooses(caller, "One-Time-Password from an authenticator app");
    return caller;
  }

  private static TextCaller anotherWay(PageGuide guide) {
    TextCaller caller = guide.halfWay(guide.people().bySms());
    caller.window().follow("Use another way");
    return caller;
  }

  private static TextWindow chooses(TextCaller caller, String method) {
    caller.window().tick(method);
    caller.window().press("Continue");
    return caller.window();
  }

  private static void asksAgain(PageGuide guide, TextCaller caller) {
    guide.turn(Duration.ofSeconds(30));
    caller.window().reload();
    caller.asksAgain();
  }
}
