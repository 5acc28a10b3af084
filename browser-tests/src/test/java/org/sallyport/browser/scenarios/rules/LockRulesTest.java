package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;

/** Rules 12 to 18: wrong codes, the lock, and wrong passwords. */
class LockRulesTest extends Scenario {
  private static final String LOCKED = "Your account is locked";

  private void isLocked(Caller caller) {
    assertThat(caller.window().heading()).isEqualTo(LOCKED);
    assertThat(rows.isLocked(caller.person().id())).isTrue();
  }

  /** Five wrong codes in another browser. */
  private void isLockedOut(Person person, Width width) {
    Caller stranger = caller(person, width).givesPassword();
    stranger.answersWrongly(stranger.mailedCode(), 5);
    isLocked(stranger);
  }

  @Nested
  class Rule12_OneCounter {
    @AtEachWidth
    void overTwoMethodsTwoBrowsersAndThreeSignIns(Width width) {
      Person person = people.bySms();
      Caller first = caller(person, width).givesPassword();
      first.answersWrongly(first.textedCode(), 2);
      Caller second = caller(person, width).givesPassword();
      second.textedCode();
      clock.turn(Duration.ofSeconds(30));
      second.window().follow("Use another way");
      second.window().tick("One-Time-Password by e-mail");
      second.window().press("Continue");
      second.answersWrongly(second.mailedCode(), 2);
      assertThat(second.window().alert()).contains("1 try left");
      first.window().open("/login/code");
      first.window().press("Not you? Start again");
      first.givesPassword();
      first.answersWrongly(first.textedCode(), 1);
      isLocked(first);
    }

    @AtEachWidth
    void isLeftAloneByAReloadAfterAWrongCodeAndByComingBack(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      String code = caller.mailedCode();
      caller.answersWrongly(code, 1);
      caller.window().reload();
      assertThat(caller.window().alert()).isEmpty();
      assertThat(caller.window().path()).isEqualTo("/login/code");
      caller.answersWrongly(code, 1);
      assertThat(rows.wrongCodes(caller.person().id())).isEqualTo(2);
      caller.answers(code);
      caller.window().page().goBack();
      assertThat(caller.isIn()).isTrue();
    }

    @AtEachWidth
    void isSetToZeroByACompletedSignIn(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      String code = caller.mailedCode();
      caller.answersWrongly(code, 4);
      caller.answers(code);
      assertThat(caller.isIn()).isTrue();
      Caller again = caller(caller.person(), width).givesPassword();
      again.answersWrongly(again.mailedCode(), 1);
      assertThat(again.window().alert()).contains("4 tries left");
    }
  }

  @Nested
  class Rule13_TheFifthWrongCode {
    @AtEachWidth
    void locksTheAccount(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      String code = caller.mailedCode();
      caller.answersWrongly(code, 4);
      assertThat(caller.window().heading()).startsWith("Enter the code");
      caller.answersWrongly(code, 1);
      isLocked(caller);
      assertThat(caller.window().text()).contains("Five codes in a row were wrong");
    }
  }

  @Nested
  class Rule14_TriesLeft {
    @AtEachWidth
    void areSaidAtTheFieldAndToAScreenReader(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      String code = caller.mailedCode();
      for (String left :
          new String[] {"4 tries left", "3 tries left", "2 tries left", "1 try left"}) {
        caller.answersWrongly(code, 1);
        assertThat(caller.window().alert()).endsWith(left);
        assertThat(caller.window().description("One-Time-Password")).contains(left);
        assertThat(caller.window().field("One-Time-Password").getAttribute("aria-invalid"))
            .isEqualTo("true");
        assertThat(caller.window().page().title()).startsWith("Error: ");
      }
    }
  }

  @Nested
  class Rule15_ALockedAccount {
    @AtEachWidth
    void doesNotOpenWithTheRightCode(Width width) {
      Person person = people.byEmail();
      Caller caller = caller(person, width).givesPassword();
      String code = caller.mailedCode();
      rows.update(
          "update account set locked_at = now(), wrong_codes = 5 where id = ?",
          person.id().value());
      caller.answers(code);
      isLocked(caller);
      caller.window().open("/studies");
      assertThat(caller.isIn()).isFalse();
    }

    @AtEachWidth
    void doesNotOpenFromARememberedBrowser(Width width) {
      Caller owner = caller(people.byEmail(), width).givesPassword();
      owner.window().tick("Remember this browser for 30 days");
      owner.answers(owner.mailedCode());
      owner.window().restart();
      isLockedOut(owner.person(), width);
      owner.givesPassword();
      isLocked(owner);
    }

    @AtEachWidth
    void leavesLiveSessionsOpenAndThePageSaysSo(Width width) {
      Caller owner = caller(people.byEmail(), width).comesIn();
      Caller stranger = caller(owner.person(), width).givesPassword();
      stranger.answersWrongly(stranger.mailedCode(), 5);
      assertThat(stranger.window().text())
          .contains("If you are signed in elsewhere, that session continues");
      owner.window().open("/");
      assertThat(owner.isIn()).isTrue();
    }
  }

  @Nested
  class Rule16_OnlyAfterTheRightPassword {
    @AtEachWidth
    void theLockIsShownWithWhomToAsk(Width width) {
      Person person = people.byEmail();
      isLockedOut(person, width);
      Caller caller = caller(person, width).givesPassword();
      isLocked(caller);
      assertThat(caller.window().text()).contains("Ask ").contains("to unlock it");
    }

    @AtEachWidth
    void aStrangerSeesWhatEveryWrongPasswordSees(Width width) {
      Person person = people.byEmail();
      isLockedOut(person, width);
      Caller stranger = caller(person, width);
      stranger.window().open("/login");
      stranger.givesPassword("not the password");
      assertThat(stranger.window().alert())
          .isEqualTo("Username or password is wrong. Check both and try again.");
      assertThat(stranger.window().text()).doesNotContain("locked");
    }
  }

  @Nested
  class Rule17_Unlocking {
    @AtEachWidth
    void isNotForTheOwnerToDo(Width width) {
      Person person = people.byEmail();
      isLockedOut(person, width);
      Caller caller = caller(person, width).givesPassword();
      assertThat(caller.window().named(AriaRole.BUTTON)).isEmpty();
      assertThat(caller.window().named(AriaRole.TEXTBOX)).isEmpty();
    }
  }

  @Nested
  class Rule18_WrongPasswords {
    @AtEachWidth
    void slowDownAndNeverLock(Width width) {
      Caller caller = caller(people.byEmail(), width);
      caller.window().open("/login");
      for (int i = 0; i < 6; i++) {
        caller.givesPassword("not the password");
      }
      assertThat(caller.window().status()).isEqualTo(429);
      assertThat(caller.window().alert())
          .containsPattern("Too many tries\\. This one was not checked\\. Wait \\d+ seconds?")
          .doesNotContain("locked");
      clock.turn(Duration.ofMinutes(16));
      caller.givesPassword(People.PASSWORD);
      caller.answersWrongly(caller.mailedCode(), 1);
      assertThat(caller.window().alert()).contains("4 tries left");
    }
  }
}
