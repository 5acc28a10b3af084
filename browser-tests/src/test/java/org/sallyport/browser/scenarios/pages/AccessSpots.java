package org.sallyport.browser.scenarios.pages;

import java.util.List;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People.Person;

/** Who has access to a study, who looked, and the groups of an account. */
final class AccessSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("access", guide -> study(guide, "Access")),
          new Spot("access log", guide -> study(guide, "Access log")),
          new Spot("groups", guide -> groups(guide)),
          new Spot("groups lapsed", guide -> lapsed(guide, "/settings/groups")),
          new Spot("studies of a lapsed group missing", guide -> lapsed(guide, "/studies")),
          new Spot("groups none", guide -> guide.inside("/settings/groups")));

  private AccessSpots() {}

  private static TextWindow study(PageGuide guide, String tab) {
    Person reader = guide.people().byEmail();
    guide.at().shelf.fill(reader);
    guide.at().circle.shares(reader, guide.people().byEmail());
    TextWindow window = guide.inside(reader).window();
    window.follow("Vanderquill, Adelheid");
    window.followExactly(tab);
    return window;
  }

  private static TextWindow lapsed(PageGuide guide, String page) {
    Person member = guide.people().byEmail();
    guide.at().circle.practice(guide.people().byEmail(), member);
    guide.at().circle.lapse(member);
    guide.at().shelf.fill(member);
    TextWindow window = guide.inside(member).window();
    window.open(page);
    return window;
  }

  private static TextWindow groups(PageGuide guide) {
    Person admin = guide.people().byEmail();
    guide.at().circle.practice(admin, guide.people().byEmail());
    TextWindow window = guide.signedIn(admin).window();
    window.open("/settings/groups");
    return window;
  }
}
