package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.messages.Codes;

/** The landing page and the studies. */
final class StudySpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("studies", PageGuide::reader),
          new Spot(
              "studies none found",
              guide -> {
                TextWindow window = guide.reader();
                window.open("/studies?q=Vandenquill&modality=CT&date=7d");
                return window;
              }),
          new Spot(
              "studies none selected",
              guide -> {
                TextWindow window = guide.reader();
                window.press("Mark as read");
                return window;
              }),
          new Spot(
              "studies that have arrived",
              guide -> {
                Person person = guide.people().byEmail();
                guide.at().shelf.fill(person);
                Window window = guide.shown(guide.inside(person).window());
                guide.turn(Duration.ofSeconds(5));
                guide.at().shelf.arrive(person);
                window.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
                window.page().waitForSelector("[data-arrived] .notice:not([hidden])");
                return window;
              }),
          new Spot(
              "studies none",
              guide -> {
                guide.at().shelf.look();
                return guide.inside().window();
              }),
          new Spot(
              "studies after failed sign ins",
              guide -> {
                Person person = guide.people().byEmail();
                guide.at().shelf.fill(person);
                guide.signedIn(person);
                guide.turn(Duration.ofMinutes(1));
                TextCaller stranger = guide.halfWay(person);
                stranger.answers(Codes.wrong(stranger.mailedCode()));
                stranger.window().press("Not you? Start again");
                return guide.inside(person).window();
              }),
          new Spot(
              "archive silent",
              guide -> {
                TextWindow window = guide.reader();
                guide.turn(Duration.ofSeconds(6));
                TestArchive.wire().cutDuring(() -> window.open("/studies"));
                return window;
              }),
          new Spot(
              "study",
              guide -> {
                TextWindow window = guide.reader();
                window.follow("Vanderquill, Adelheid");
                return window;
              }),
          new Spot("first number", guide -> firstNumber(guide).window()),
          new Spot("first number refused", guide -> gives(firstNumber(guide), "123")),
          new Spot(
              "first number code",
              guide -> {
                TextCaller caller = firstNumber(guide);
                return gives(caller, caller.person().phone());
              }));

  private StudySpots() {}

  private static TextCaller firstNumber(PageGuide guide) {
    TextCaller caller = guide.halfWay(guide.people().undecided());
    caller.window().tick("One-Time-Password by SMS");
    caller.window().press("Continue");
    caller.answers(caller.mailedCode());
    return caller;
  }

  private static TextWindow gives(TextCaller caller, String number) {
    caller.window().type("Mobile number", number);
    caller.window().press("Continue");
    return caller.window();
  }
}
