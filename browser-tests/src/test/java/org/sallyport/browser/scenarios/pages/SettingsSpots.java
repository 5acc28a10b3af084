package org.sallyport.browser.scenarios.pages;

import java.time.Duration;
import java.util.List;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;

/** The pages that show an account. */
final class SettingsSpots {
  static final List<Spot> ALL =
      List.of(
          new Spot("security", guide -> remembered(guide, "/settings/account")),
          new Spot("security with nothing yet", guide -> guide.inside("/settings/account")),
          new Spot("browsers", guide -> remembered(guide, "/settings/browsers")),
          new Spot("notifications", guide -> guide.inside("/settings/notifications")),
          new Spot("browsers none", guide -> guide.inside("/settings/browsers")),
          new Spot("history", guide -> history(guide)),
          new Spot(
              "not me",
              guide -> {
                TextWindow window = history(guide);
                window.followFirst("This wasn’t me");
                return window;
              }),
          new Spot(
              "sessions",
              guide -> {
                Person person = guide.people().byEmail();
                guide.signedIn(person);
                TextWindow window = guide.signedIn(person).window();
                window.open("/settings/sessions");
                return window;
              }),
          new Spot("my data with measurements", SettingsSpots::measured),
          new Spot("sessions one", guide -> guide.inside("/settings/sessions")));

  private SettingsSpots() {}

  private static TextWindow remembered(PageGuide guide, String path) {
    Person person = guide.people().add("email", true, true, "physician");
    remembers(guide.halfWay(person));
    TextWindow window = remembers(guide.halfWay(person)).window();
    window.open(path);
    return window;
  }

  private static TextWindow measured(PageGuide guide) {
    Person person = guide.people().byEmail();
    guide
        .at()
        .rows
        .update(
            """
            insert into image_mark (id, account_id, study_uid, mark_id, mark, created_at, changed_at)
            select gen_random_uuid(), ?, '1.2.3.' || study, gen_random_uuid(), '', now(), now()
              from generate_series(1, 3) study, generate_series(1, 4)
            """,
            person.id().value());
    TextWindow window = guide.signedIn(person).window();
    window.open("/settings/data");
    return window;
  }

  private static TextCaller remembers(TextCaller caller) {
    caller.window().tick("Remember this browser for 30 days");
    caller.answers(caller.mailedCode());
    return caller;
  }

  private static TextWindow history(PageGuide guide) {
    Person person = guide.people().byEmail();
    guide.signedIn(person);
    guide
        .at()
        .rows
        .update(
            "update sign_in set address = '2001:db8::17' where account_id = ?",
            person.id().value());
    guide.turn(Duration.ofHours(26));
    TextCaller stranger = guide.caller(person);
    stranger.window().open("/login");
    stranger.givesPassword("not the password");
    stranger.givesPassword();
    stranger.answers(Codes.wrong(stranger.mailedCode()));
    guide.signedIn(person);
    TextWindow window = guide.signedIn(person).window();
    window.open("/settings/history");
    return window;
  }
}
