package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People;

/** Rules 22 and 23: what ends a remembered browser, and several accounts in one browser. */
class ForgettingRulesTest extends RulesScenario {
  private static final String NEW = "quiet harbour seven stones";

  @Nested
  class Rule22_EndedBy {
    @Test
    void aLockAndItDoesNotComeBackWithTheUnlock() {
      TextCaller owner = remembered(people.byEmail());
      locksOut(owner.person());
      assertThat(rows.isLocked(owner.person().id())).isTrue();
      rows.update(
          "update account set locked_at = null, wrong_codes = 0 where id = ?",
          owner.person().id().value());
      assertThat(owner.needsACode()).isTrue();
    }

    @Test
    void forgettingOneInTheSettingsAndNoOther() {
      TextCaller here = remembered(people.byEmail());
      TextCaller there = remembered(here.person());
      TextWindow window = here.givesPassword().window();
      window.open("/settings/browsers");
      assertThat(window.text()).contains("First used", "Last used", "Ends", "This browser");
      window.pressInRowWithout("This browser", "Forget");
      assertThat(window.text()).contains("Forgotten. The next sign-in there asks for a code.");
      window.restart();
      assertThat(there.needsACode()).isTrue();
      assertThat(here.needsACode()).isFalse();
    }

    @Test
    void forgettingAllInTheSettings() {
      TextCaller here = remembered(people.byEmail());
      TextCaller there = remembered(here.person());
      TextWindow window = here.givesPassword().window();
      window.open("/settings/browsers");
      window.press("Forget all browsers");
      assertThat(window.text()).contains("No browser is remembered");
      window.restart();
      assertThat(there.needsACode()).isTrue();
      assertThat(here.needsACode()).isTrue();
    }

    @Test
    void aChangedPassword() {
      TextCaller owner = remembered(people.byEmail());
      TextWindow other = begins(owner.person(), "Change password").window();
      other.type("Current password", People.PASSWORD);
      other.type("New password", NEW);
      other.press("Continue");
      assertThat(other.text()).contains("Your password is changed.");
      owner.window().open("/login");
      owner.givesPassword(NEW);
      assertThat(owner.window().heading()).startsWith("Enter the code from message");
    }

    @Test
    void aChangedMethod() {
      TextCaller owner = remembered(people.add("email", true, true, "physician"));
      TextCaller other = begins(owner.person(), "Change method");
      other.answers(other.textedCode());
      other.window().tick("One-Time-Password by SMS");
      other.window().press("Continue");
      assertThat(other.window().text()).contains("Your method is changed.");
      assertThat(owner.needsACode()).isTrue();
    }
  }

  @Nested
  class Rule23_SeveralAccounts {
    @Test
    void onTheSameBrowserHaveTheirOwn() {
      TextCaller first = remembered(people.byEmail());
      TextCaller second = new TextCaller(people.byEmail(), first.window());
      assertThat(second.needsACode()).as("the first one's is not the second one's").isTrue();
      second.mail();
      second.comesInAndIsRemembered();
      assertThat(first.needsACode()).isFalse();
      assertThat(second.needsACode()).isFalse();
    }

    @Test
    void areEightAtMostAndTheOldestGoes() {
      TextWindow window = window();
      List<TextCaller> nine =
          Stream.generate(() -> new TextCaller(people.byEmail(), window)).limit(9).toList();
      nine.forEach(TextCaller::comesInAndIsRemembered);
      assertThat(nine.get(0).needsACode()).isTrue();
      assertThat(nine.get(1).needsACode()).isFalse();
      assertThat(nine.get(8).needsACode()).isFalse();
    }
  }
}
