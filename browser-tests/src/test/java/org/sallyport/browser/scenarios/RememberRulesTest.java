package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.testing.Codes;
import org.sallyport.testing.People.Person;

/** Rules 19 to 23: remember this browser for 30 days. */
class RememberRulesTest extends Scenario {
  private static final String BOX = "Remember this browser for 30 days";

  private Caller remembered(Person person, Width width) {
    return remembers(caller(person, width));
  }

  private static Caller remembers(Caller caller) {
    caller.givesPassword();
    caller.window().tick(BOX);
    caller.answers(caller.mailedCode());
    assertThat(caller.isIn()).isTrue();
    caller.window().restart();
    return caller;
  }

  private static boolean needsACode(Caller caller) {
    caller.givesPassword();
    boolean asked = caller.window().path().equals("/login/code");
    assertThat(asked || caller.isIn()).as(caller.window().path()).isTrue();
    caller.window().restart();
    return asked;
  }

  @Nested
  class Rule19_TheBox {
    @AtBothWidths
    void isOffByDefaultAndThenNothingIsRemembered(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      assertThat(caller.window().field(BOX).isChecked()).isFalse();
      caller.answers(caller.mailedCode());
      caller.window().restart();
      assertThat(needsACode(caller)).isTrue();
    }

    @AtBothWidths
    void isNotEnoughWithoutTheRightCode(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      caller.window().tick(BOX);
      caller.answers(Codes.wrong(caller.mailedCode()));
      assertThat(caller.window().field(BOX).isChecked()).as("still ticked").isTrue();
      caller.window().restart();
      assertThat(needsACode(caller)).isTrue();
    }

    @AtBothWidths
    void isNotThereForAdminsWhoReadWhy(Width width) {
      Caller admin = caller(people.admin(), width).givesPassword();
      assertThat(admin.window().field(BOX).count()).isZero();
      assertThat(admin.window().text()).contains("enters a code at every sign-in");
    }
  }

  @Nested
  class Rule20_ThirtyDays {
    @AtBothWidths
    void noCodeAndNotASecondLongerHoweverOftenItIsUsed(Width width) {
      Caller caller = remembered(people.byEmail(), width);
      clock.turn(Duration.ofDays(29));
      assertThat(needsACode(caller)).isFalse();
      clock.turn(Duration.ofDays(1).minusSeconds(1));
      assertThat(needsACode(caller)).isFalse();
      clock.turn(Duration.ofSeconds(1));
      assertThat(needsACode(caller)).isTrue();
    }

    @AtBothWidths
    void neverInPlaceOfThePassword(Width width) {
      Caller caller = remembered(people.byEmail(), width);
      caller.window().open("/studies");
      assertThat(caller.window().path()).isEqualTo("/login");
      caller.givesPassword("not the password");
      assertThat(caller.window().alert()).contains("Username or password is wrong");
    }

    @AtBothWidths
    void onThatBrowserAlone(Width width) {
      Caller caller = remembered(people.byEmail(), width);
      assertThat(needsACode(caller(caller.person(), width))).isTrue();
    }
  }

  @Nested
  class Rule21_RenewedAtEachUse {
    @AtBothWidths
    void aCopyUsedAfterTheOwnerEndsItAndTheOwnerIsTold(Width width) {
      Caller owner = remembered(people.byEmail(), width);
      Caller thief = new Caller(owner.person(), copy(owner.window()));
      assertThat(needsACode(owner)).isFalse();
      assertThat(needsACode(owner)).isFalse();
      assertThat(needsACode(thief)).isTrue();
      assertThat(rows.events(owner.person().id(), "BrowserEvent.CopyPresented")).isEqualTo(1);
      assertThat(needsACode(owner)).isTrue();
    }

    @AtBothWidths
    void twoTabsAtOnceAreNoAttack(Width width) {
      Caller owner = remembered(people.byEmail(), width);
      Caller tab = new Caller(owner.person(), copy(owner.window()));
      assertThat(needsACode(owner)).isFalse();
      assertThat(needsACode(tab)).isFalse();
      assertThat(rows.events(owner.person().id(), "BrowserEvent.CopyPresented")).isZero();
    }
  }

  @Nested
  class Rule22_EndedBy {
    @AtBothWidths
    void aLockAndItDoesNotComeBackWithTheUnlock(Width width) {
      Caller owner = remembered(people.byEmail(), width);
      Caller stranger = caller(owner.person(), width).givesPassword();
      stranger.answersWrongly(stranger.mailedCode(), 5);
      assertThat(rows.isLocked(owner.person().id())).isTrue();
      rows.update(
          "update account set locked_at = null, wrong_codes = 0 where id = ?",
          owner.person().id().value());
      assertThat(needsACode(owner)).isTrue();
    }
  }

  @Nested
  class Rule23_ASecondAccount {
    @AtBothWidths
    void onTheSameBrowserHasItsOwn(Width width) {
      Caller first = remembered(people.byEmail(), width);
      Caller second = new Caller(people.byEmail(), first.window());
      assertThat(needsACode(second)).as("the first one's is not the second one's").isTrue();
      second.mail();
      remembers(second);
      assertThat(needsACode(first)).isFalse();
      assertThat(needsACode(second)).isFalse();
    }
  }
}
