package org.sallyport.browser.scenarios.pages;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextCaller;

/** The error pages. */
final class FaultSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("nothing here", guide -> guide.inside("/nothing-here")),
          new Spot("not open to you", guide -> guide.inside("/admin")),
          new Spot(
              "open too long",
              guide -> {
                Window window = guide.shown(guide.stranger("/login"));
                window.page().evaluate("document.querySelector('[name=_csrf]').value = 'old'");
                window.type("Username", "somebody");
                window.type("Password", "something");
                window.press("Continue");
                return window;
              }),
          new Spot(
              "too many tries",
              guide -> {
                TextCaller caller = guide.halfWay(guide.people().byEmail());
                String code = caller.mailedCode();
                try (Connection holder = guide.at().turns.holding(caller.person().id())) {
                  caller.answers(code);
                  holder.rollback();
                } catch (SQLException e) {
                  throw new IllegalStateException(e);
                }
                return caller.window();
              }),
          new Spot("not understood", guide -> guide.inside("/settings/history/not-me?id=nonsense")),
          new Spot("went wrong", guide -> guide.inside("/faulty/500")),
          new Spot("busy", guide -> guide.inside("/faulty/503")));

  private FaultSpots() {}
}
