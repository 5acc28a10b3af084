package org.sallyport.browser.scenarios.languages;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.platform.messages.Audience;
import org.sallyport.platform.messages.Language;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Inbox;

/** A German admin: every page of the administration, an account, a letter, a change. */
@Tag("long")
class AdminsDayTest extends Scenario {
  private static final Words WORDS = new Words(Language.GERMAN, Audience.PROFESSIONALS);
  private static final String REASON = "Anruf der Station";

  private Window window;

  @BeforeEach
  void signsIn() {
    Person admin = people.admin();
    speaks(admin, "de");
    window = caller(admin, Width.DESK).comesIn().window();
  }

  @Test
  void worksInGermanAndWritesToEachInTheirLanguage() {
    for (String page :
        new String[] {
          "/admin",
          "/admin/desk",
          "/admin/resets",
          "/admin/manage",
          "/admin/manage/new",
          "/admin/import",
          "/admin/groups",
          "/admin/access",
          "/admin/audit",
          "/admin/messages",
          "/admin/state",
          "/admin/limits",
          "/admin/policy",
          "/admin/keys",
          "/admin/applications"
        }) {
      window.open(page);
      reads();
    }
    makesAFrenchAccount();
    printsAPolishLetter();
  }

  private void makesAFrenchAccount() {
    String username = "jour" + System.nanoTime();
    window.open("/admin/manage/new");
    window.page().locator("input[name=username]").fill(username);
    window.page().locator("input[name=name]").fill("Nan Neu");
    window.page().locator("[name=role]").selectOption("physician");
    window.page().locator("input[name=email]").fill(username + "@new.example");
    window.page().locator("input[name=language]").fill("fr");
    window.page().locator("[name=reason]").fill(REASON);
    window.press(window.page().locator("main form button.button--primary").last());
    reads();
    assertThat(Inbox.next(username + "@new.example").html()).contains("<html lang=\"fr\"");
  }

  private void printsAPolishLetter() {
    Person person = people.unreachable();
    speaks(person, "pl");
    window.open("/admin/manage/" + person.id() + "/letter");
    window.page().locator("[name=reason]").fill(REASON);
    window.press(WORDS.of("staff.letter.issue"));
    reads();
    Words polish = new Words(Language.POLISH, Audience.PROFESSIONALS);
    assertThat(window.page().locator("main [lang=pl]").innerText())
        .contains(polish.of("staff.letter.heading"), polish.of("staff.letter.keep"));
    assertThat(window.text()).contains(WORDS.of("staff.letter.once"));
  }

  private void reads() {
    assertThat(window.language()).as(window.path()).isEqualTo("de ltr");
    assertThat(window.status()).as(window.path()).isLessThan(400);
    assertThat(window.scrollsSideways()).as(window.path()).isFalse();
    assertThat(window.barriers()).as(window.path()).isEmpty();
  }

  private void speaks(Person person, String tag) {
    rows.update("update account set language = ? where id = ?", tag, person.id().value());
  }
}
