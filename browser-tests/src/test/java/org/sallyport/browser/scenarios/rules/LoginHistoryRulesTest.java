package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;

/** Rules 35 and 36: what owners see of their sign-ins, and what they can do about them. */
class LoginHistoryRulesTest extends RulesScenario {
  @Nested
  class Rule35_TheLastSignIn {
    /** The study list shows nothing else while the archive does not answer. */
    @BeforeEach
    void theArchiveAnswers() {
      shelf.look();
    }

    @Test
    void isNamedOnTheStudyList() {
      TextCaller owner = caller(people.byEmail()).comesIn();
      assertThat(owner.window().text()).doesNotContain("Your last sign-in");
      clock.turn(Duration.ofDays(1));
      TextCaller again = caller(owner.person()).comesIn();
      assertThat(again.window().text())
          .containsPattern(
              "Your last sign-in: yesterday, \\d\\d:\\d\\d \\S+, Chrome \\d+ on Linux");
    }

    @Test
    void isFollowedByAWarningOfThoseThatFailedSince() {
      TextCaller owner = caller(people.byEmail()).comesIn();
      clock.turn(Duration.ofMinutes(1));
      TextCaller stranger = caller(owner.person());
      stranger.window().open("/login");
      stranger.givesPassword("not the password");
      stranger.givesPassword();
      stranger.answersWrongly(stranger.mailedCode(), 1);
      clock.turn(Duration.ofMinutes(1));
      TextWindow window = caller(owner.person()).comesIn().window();
      assertThat(window.text()).contains("2 failed sign-ins since.");
      window.follow("Review them");
      assertThat(window.text())
          .contains("2 sign-ins failed since your last one", "1 wrong code", "Wrong password");
    }
  }

  @Nested
  class Rule36_TheLoginHistory {
    @Test
    void endsExactlyWhatASignInOpenedThatWasNotTheOwners() {
      TextCaller owner = caller(people.byEmail()).comesIn();
      clock.turn(Duration.ofMinutes(1));
      TextCaller thief = caller(owner.person()).givesPassword();
      thief.window().tick("Remember this browser for 30 days");
      thief.answers(thief.mailedCode());
      assertThat(thief.isIn()).isTrue();
      TextWindow window = owner.window();
      window.open("/settings/history");
      assertThat(window.text()).contains("This session");
      window.follow("This wasn’t me");
      window.press("This wasn’t me");
      assertThat(window.heading()).as("another password comes next").isEqualTo("Change password");
      thief.window().reload();
      assertThat(thief.window().path()).isEqualTo("/login");
      assertThat(thief.needsACode()).as("its browser is forgotten").isTrue();
      window.open("/settings/history");
      assertThat(window.text()).contains("You reported this");
    }

    @Test
    void countsWrongPasswordsByDay() {
      TextCaller owner = caller(people.byEmail());
      owner.window().open("/login");
      for (int i = 0; i < 3; i++) {
        owner.givesPassword("not the password");
      }
      owner.comesIn();
      owner.window().open("/settings/history");
      assertThat(owner.window().text()).contains("Wrong password, 3 times");
    }
  }
}
