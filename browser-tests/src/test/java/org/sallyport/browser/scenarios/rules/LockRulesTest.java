package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;

/** Rules 12 to 18: wrong codes, the lock, and wrong passwords. */
class LockRulesTest extends RulesScenario {
  private static final String LOCKED = "Your account is locked";

  private void isLocked(TextCaller caller) {
    assertThat(caller.window().heading()).isEqualTo(LOCKED);
    assertThat(rows.isLocked(caller.person().id())).isTrue();
  }

  private void isLockedOut(Person person) {
    isLocked(locksOut(person));
  }

  @Nested
  class Rule12_OneCounter {
    @Test
    void overTwoMethodsTwoBrowsersAndThreeSignIns() {
      Person person = people.bySms();
      TextCaller first = caller(person).givesPassword();
      first.answersWrongly(first.textedCode(), 2);
      TextCaller second = caller(person).givesPassword();
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

    @Test
    void isSetToZeroByACompletedSignIn() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      String code = caller.mailedCode();
      caller.answersWrongly(code, 4);
      caller.answers(code);
      assertThat(caller.isIn()).isTrue();
      TextCaller again = caller(caller.person()).givesPassword();
      again.answersWrongly(again.mailedCode(), 1);
      assertThat(again.window().alert()).contains("4 tries left");
    }
  }

  @Nested
  class Rule13_TheFifthWrongCode {
    @Test
    void locksTheAccount() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
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
    @Test
    void areSaidAtTheFieldAndToAScreenReader() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      String code = caller.mailedCode();
      for (String left :
          new String[] {"4 tries left", "3 tries left", "2 tries left", "1 try left"}) {
        caller.answersWrongly(code, 1);
        assertThat(caller.window().alert()).endsWith(left);
        assertThat(caller.window().description("One-Time-Password")).contains(left);
        assertThat(caller.window().field("One-Time-Password").getAttribute("aria-invalid"))
            .isEqualTo("true");
        assertThat(caller.window().title()).startsWith("Error: ");
      }
    }
  }

  @Nested
  class Rule15_ALockedAccount {
    @Test
    void doesNotOpenWithTheRightCode() {
      Person person = people.byEmail();
      TextCaller caller = caller(person).givesPassword();
      String code = caller.mailedCode();
      rows.update(
          "update account set locked_at = now(), wrong_codes = 5 where id = ?",
          person.id().value());
      caller.answers(code);
      isLocked(caller);
      caller.window().open("/studies");
      assertThat(caller.isIn()).isFalse();
    }

    @Test
    void doesNotOpenFromARememberedBrowser() {
      TextCaller owner = caller(people.byEmail()).givesPassword();
      owner.window().tick("Remember this browser for 30 days");
      owner.answers(owner.mailedCode());
      owner.window().restart();
      isLockedOut(owner.person());
      owner.givesPassword();
      isLocked(owner);
    }

    @Test
    void leavesLiveSessionsOpenAndThePageSaysSo() {
      TextCaller owner = caller(people.byEmail()).comesIn();
      TextCaller stranger = caller(owner.person()).givesPassword();
      stranger.answersWrongly(stranger.mailedCode(), 5);
      assertThat(stranger.window().text())
          .contains("If you are signed in elsewhere, that session continues");
      owner.window().open("/");
      assertThat(owner.isIn()).isTrue();
    }
  }

  @Nested
  class Rule16_OnlyAfterTheRightPassword {
    @Test
    void theLockIsShownWithWhomToAsk() {
      Person person = people.byEmail();
      isLockedOut(person);
      TextCaller caller = caller(person).givesPassword();
      isLocked(caller);
      assertThat(caller.window().text()).contains("Ask ").contains("to unlock it");
    }

    @Test
    void aStrangerSeesWhatEveryWrongPasswordSees() {
      Person person = people.byEmail();
      isLockedOut(person);
      TextCaller stranger = caller(person);
      stranger.window().open("/login");
      stranger.givesPassword("not the password");
      assertThat(stranger.window().alert())
          .isEqualTo("Username or password is wrong. Check both and try again.");
      assertThat(stranger.window().text()).doesNotContain("locked");
    }
  }

  @Nested
  class Rule17_Unlocking {
    @Test
    void isNotForTheOwnerToDo() {
      Person person = people.byEmail();
      isLockedOut(person);
      TextCaller caller = caller(person).givesPassword();
      assertThat(caller.window().named(AriaRole.BUTTON)).isEmpty();
      assertThat(caller.window().named(AriaRole.TEXTBOX)).isEmpty();
    }
  }

  @Nested
  class Rule18_WrongPasswords {
    @Test
    void slowDownAndNeverLock() {
      TextCaller caller = caller(people.byEmail());
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
