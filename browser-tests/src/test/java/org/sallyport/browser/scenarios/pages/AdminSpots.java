package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People.Person;

/** The admin pages. */
final class AdminSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("administration", guide -> opens(guide, "/admin")),
          new Spot(
              "resets",
              guide -> {
                Person owner = guide.people().byEmail();
                TextWindow window = opens(guide, "/admin/resets");
                starts(window, owner.username());
                return opens(guide, "/admin/resets");
              }),
          new Spot(
              "reset refused",
              guide -> {
                TextWindow window = opens(guide, "/admin/resets");
                starts(window, "nobody.here");
                return window;
              }),
          new Spot(
              "resets without a fresh factor",
              guide -> {
                TextWindow window = opens(guide, "/admin/resets");
                guide.turn(Duration.ofMinutes(6));
                window.reload();
                return window;
              }),
          new Spot(
              "administration after a quarter of an hour",
              guide -> {
                TextWindow window = opens(guide, "/admin");
                guide.turn(Duration.ofMinutes(16));
                window.reload();
                return window;
              }),
          new Spot("audit log", guide -> opens(guide, "/admin/audit")),
          new Spot(
              "audit events found",
              guide -> {
                Person owner = guide.people().byEmail();
                guide.signedIn(owner);
                TextWindow window = opens(guide, "/admin/audit");
                window.type("Person", owner.username());
                window.press("Search");
                return window;
              }),
          new Spot(
              "audit search refused",
              guide -> {
                TextWindow window = opens(guide, "/admin/audit");
                window.type("Person", "nobody.here");
                window.press("Search");
                return window;
              }),
          new Spot("help desk", guide -> helps(guide)),
          new Spot("help desk, nobody found", guide -> finds(guide, "nobody.at.all")),
          new Spot("help desk, found", guide -> finds(guide, guide.people().byEmail().email())),
          new Spot(
              "help desk, an account",
              guide -> {
                TextWindow window = finds(guide, guide.people().bySms().username());
                window.followFirst("Dr Person");
                return window;
              }),
          new Spot(
              "help desk, nobody of the staff",
              guide -> {
                TextWindow window = finds(guide, guide.people().admin().username());
                window.followFirst("Dr Person");
                return window;
              }),
          new Spot("locked accounts", guide -> opens(guide, "/admin/desk/locked")),
          new Spot("directories", guide -> opens(guide, "/admin/directories")),
          new Spot("names", guide -> opens(guide, "/admin/names")));

  private AdminSpots() {}

  private static TextWindow opens(PageGuide guide, String path) {
    TextCaller admin = guide.signedIn(guide.people().admin());
    admin.window().open(path);
    return admin.window();
  }

  private static TextWindow helps(PageGuide guide) {
    TextCaller desk = guide.signedIn(guide.people().helpDesk());
    desk.window().open("/admin/desk");
    return desk.window();
  }

  private static TextWindow finds(PageGuide guide, String said) {
    TextWindow window = helps(guide);
    window.type("Who is calling?", said);
    window.press("Find");
    return window;
  }

  private static void starts(TextWindow window, String username) {
    window.type("Username", username);
    window.type("Reason", "identity card shown at the desk");
    window.press("Start reset");
    if (window.text().contains("Nothing was done yet")) {
      window.press("Start reset");
    }
  }
}
