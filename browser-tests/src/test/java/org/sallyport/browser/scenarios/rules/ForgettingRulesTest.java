package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;

/** Rules 22 and 23: what ends a remembered browser, and several accounts in one browser. */
class ForgettingRulesTest extends Scenario {
  private static final String NEW = "quiet harbour seven stones";

  private Caller remembered(Person person, Width width) {
    return caller(person, width).comesInAndIsRemembered();
  }

  @Nested
  class Rule22_EndedBy {
    @AtEachWidth
    void aLockAndItDoesNotComeBackWithTheUnlock(Width width) {
      Caller owner = remembered(people.byEmail(), width);
      new Guide(ForgettingRulesTest.this, width).locksOut(owner.person());
      assertThat(rows.isLocked(owner.person().id())).isTrue();
      rows.update(
          "update account set locked_at = null, wrong_codes = 0 where id = ?",
          owner.person().id().value());
      assertThat(owner.needsACode()).isTrue();
    }

    @AtEachWidth
    void forgettingOneInTheSettingsAndNoOther(Width width) {
      Caller here = remembered(people.byEmail(), width);
      Caller there = remembered(here.person(), width);
      Window window = here.givesPassword().window();
      window.open("/settings/browsers");
      assertThat(window.text()).contains("First used", "Last used", "Ends", "This browser");
      window.press(forget(window).first());
      assertThat(window.text()).contains("Forgotten. The next sign-in there asks for a code.");
      window.restart();
      assertThat(there.needsACode()).isTrue();
      assertThat(here.needsACode()).isFalse();
    }

    /** The buttons of the other remembered browsers. */
    private static Locator forget(Window window) {
      return window
          .page()
          .locator("li.row")
          .filter(new Locator.FilterOptions().setHasNotText("This browser"))
          .locator("button");
    }

    @AtEachWidth
    void forgettingAllInTheSettings(Width width) {
      Caller here = remembered(people.byEmail(), width);
      Caller there = remembered(here.person(), width);
      Window window = here.givesPassword().window();
      window.open("/settings/browsers");
      window.press("Forget all browsers");
      assertThat(window.text()).contains("No browser is remembered");
      window.restart();
      assertThat(there.needsACode()).isTrue();
      assertThat(here.needsACode()).isTrue();
    }

    @AtEachWidth
    void aChangedPassword(Width width) {
      Caller owner = remembered(people.byEmail(), width);
      Guide guide = new Guide(ForgettingRulesTest.this, width);
      Window other = guide.begins(guide.signedIn(owner.person()), "Change password").window();
      other.type("Current password", People.PASSWORD);
      other.type("New password", NEW);
      other.press("Continue");
      assertThat(other.text()).contains("Your password is changed.");
      owner.window().open("/login");
      owner.givesPassword(NEW);
      assertThat(owner.window().heading()).startsWith("Enter the code from message");
    }

    @AtEachWidth
    void aChangedMethod(Width width) {
      Caller owner = remembered(people.add("email", true, true, "physician"), width);
      Guide guide = new Guide(ForgettingRulesTest.this, width);
      Caller other = guide.begins(guide.signedIn(owner.person()), "Change method");
      other.answers(other.textedCode());
      other.window().tick("One-Time-Password by SMS");
      other.window().press("Continue");
      assertThat(other.window().text()).contains("Your method is changed.");
      assertThat(owner.needsACode()).isTrue();
    }
  }

  @Nested
  class Rule23_SeveralAccounts {
    @AtEachWidth
    void onTheSameBrowserHaveTheirOwn(Width width) {
      Caller first = remembered(people.byEmail(), width);
      Caller second = new Caller(people.byEmail(), first.window());
      assertThat(second.needsACode()).as("the first one's is not the second one's").isTrue();
      second.mail();
      second.comesInAndIsRemembered();
      assertThat(first.needsACode()).isFalse();
      assertThat(second.needsACode()).isFalse();
    }

    @AtEachWidth
    void areEightAtMostAndTheOldestGoes(Width width) {
      Window window = window(width);
      List<Caller> nine =
          Stream.generate(() -> new Caller(people.byEmail(), window)).limit(9).toList();
      nine.forEach(Caller::comesInAndIsRemembered);
      assertThat(nine.get(0).needsACode()).isTrue();
      assertThat(nine.get(1).needsACode()).isFalse();
      assertThat(nine.get(8).needsACode()).isFalse();
    }
  }
}
