package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Links;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.platform.access.Origin;
import org.sallyport.testing.People.Person;

/** Rules 38 and 40: forgotten passwords and activation. */
class AccountRecoveryRulesTest extends RulesScenario {
  private static final String NEW = "quiet harbour seven stones";
  private static final String VOID = "This link does not work any more";

  private static void sets(TextWindow window, String password) {
    window.type("New password", password);
    window.press("Continue");
  }

  private static String asksForALink(TextWindow window, String username) {
    window.open("/login");
    window.follow("Forgotten your password?");
    window.type("Username", username);
    window.press("Continue");
    return window.text();
  }

  @Nested
  class Rule38_AForgottenPassword {
    @Test
    void endsSessionsAndRememberedBrowsersAndSignsNobodyIn() {
      TextCaller owner = caller(people.byEmail()).comesInAndIsRemembered();
      TextCaller elsewhere = caller(owner.person()).comesIn();
      TextWindow window = window();
      asksForALink(window, owner.person().username());
      assertThat(window.heading()).isEqualTo("Check your e-mail");
      window.open(Links.next(owner.person().email()));
      assertThat(window.path())
          .as("the link's token is off the address bar")
          .isEqualTo("/password");
      sets(window, NEW);
      assertThat(window.text()).contains("Your new password is set", "You can sign in now.");
      window.open("/studies");
      assertThat(window.path()).isEqualTo("/login");
      elsewhere.window().reload();
      assertThat(elsewhere.window().path()).isEqualTo("/login");
      clock.turn(Duration.ofHours(24));
      owner.window().open("/login");
      owner.givesPassword(NEW);
      owner.answers(owner.mailedCode());
      assertThat(owner.isIn()).isTrue();
    }

    @Test
    void hasOneAnswerForAll() {
      String known = asksForALink(window(), people.byEmail().username());
      String unknown = asksForALink(window(), "nobody-of-that-name");
      assertThat(unknown).isEqualTo(known);
    }

    @Test
    void hasALinkThatWorksOnceForThirtyMinutes() {
      Person person = people.byEmail();
      TextWindow window = window();
      asksForALink(window, person.username());
      String used = Links.next(person.email());
      window.open(used);
      sets(window, NEW);
      window.open(used);
      assertThat(window.heading()).isEqualTo(VOID);
      asksForALink(window, person.username());
      String late = Links.next(person.email());
      clock.turn(Duration.ofMinutes(30));
      window.open(late);
      assertThat(window.heading()).isEqualTo(VOID);
    }

    @Test
    void unlocksNothing() {
      TextCaller owner = caller(people.byEmail());
      locksOut(owner.person());
      asksForALink(owner.window(), owner.person().username());
      owner.window().open(Links.next(owner.person().email()));
      sets(owner.window(), NEW);
      owner.window().open("/login");
      owner.givesPassword(NEW);
      assertThat(owner.window().heading()).isEqualTo("Your account is locked");
    }
  }

  @Nested
  class Rule40_ANewAccount {
    @Test
    void setsItsOwnPasswordAndThenChoosesItsMethod() {
      TextCaller owner = caller(people.undecided());
      String link = invited(owner.person());
      owner.window().open(link);
      assertThat(owner.window().text()).contains("Choose your password", owner.person().username());
      sets(owner.window(), NEW);
      assertThat(owner.window().heading()).isEqualTo("Your account is ready");
      owner.window().follow("Sign in");
      owner.givesPassword(NEW);
      assertThat(owner.window().heading()).isEqualTo("Choose your two-factor method");
      owner.window().tick("One-Time-Password by e-mail");
      owner.window().press("Continue");
      owner.answers(owner.mailedCode());
      assertThat(owner.isIn()).isTrue();
      TextWindow later = window();
      later.open(link);
      assertThat(later.heading()).isEqualTo(VOID);
    }

    @Test
    void hasSevenDaysForIt() {
      String link = invited(people.undecided());
      clock.turn(Duration.ofDays(7));
      TextWindow window = window();
      window.open(link);
      assertThat(window.heading()).isEqualTo(VOID);
      assertThat(window.text()).contains("For a new account, ask");
    }

    private String invited(Person person) {
      rows.update(
          "update account set password_hash = null, password_changed_at = null where id = ?",
          person.id().value());
      activations.invite(person.id(), "desk", Origin.COMMAND_LINE);
      return Links.next(person.email());
    }
  }
}
