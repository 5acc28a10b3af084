package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.browser.scenarios.Scenario;

/** Rules 35 and 36: what owners see of their sign-ins, and what they can do about them. */
class LoginHistoryRulesTest extends Scenario {
  @Nested
  class Rule35_TheLastSignIn {
    /** The study list shows nothing else while the archive does not answer. */
    @BeforeEach
    void theArchiveAnswers() {
      shelf.look();
    }

    @AtEachWidth
    void isNamedOnTheStudyList(Width width) {
      Caller owner = caller(people.byEmail(), width).comesIn();
      assertThat(owner.window().text()).doesNotContain("Your last sign-in");
      clock.turn(Duration.ofDays(1));
      Caller again = caller(owner.person(), width).comesIn();
      assertThat(again.window().text())
          .containsPattern(
              "Your last sign-in: yesterday, \\d\\d:\\d\\d \\S+, Chrome \\d+ on Linux");
    }

    @AtEachWidth
    void isFollowedByAWarningOfThoseThatFailedSince(Width width) {
      Caller owner = caller(people.byEmail(), width).comesIn();
      clock.turn(Duration.ofMinutes(1));
      Caller stranger = caller(owner.person(), width);
      stranger.window().open("/login");
      stranger.givesPassword("not the password");
      stranger.givesPassword();
      stranger.answersWrongly(stranger.mailedCode(), 1);
      clock.turn(Duration.ofMinutes(1));
      Window window = caller(owner.person(), width).comesIn().window();
      assertThat(window.text()).contains("2 failed sign-ins since.");
      window.follow("Review them");
      assertThat(window.text())
          .contains("2 sign-ins failed since your last one", "1 wrong code", "Wrong password");
    }
  }

  @Nested
  class Rule36_TheLoginHistory {
    @AtEachWidth
    void endsExactlyWhatASignInOpenedThatWasNotTheOwners(Width width) {
      Caller owner = caller(people.byEmail(), width).comesIn();
      clock.turn(Duration.ofMinutes(1));
      Caller thief = caller(owner.person(), width).givesPassword();
      thief.window().tick("Remember this browser for 30 days");
      thief.answers(thief.mailedCode());
      assertThat(thief.isIn()).isTrue();
      Window window = owner.window();
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

    @AtEachWidth
    void countsWrongPasswordsByDay(Width width) {
      Caller owner = caller(people.byEmail(), width);
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
