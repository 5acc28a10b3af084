package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;

/** Rules 19 to 21: remember this browser for 30 days. */
class RememberRulesTest extends Scenario {
  private static final String BOX = "Remember this browser for 30 days";

  private Caller remembered(Person person, Width width) {
    return caller(person, width).comesInAndIsRemembered();
  }

  @Nested
  class Rule19_TheBox {
    @AtEachWidth
    void isOffByDefaultAndThenNothingIsRemembered(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      assertThat(caller.window().field(BOX).isChecked()).isFalse();
      caller.answers(caller.mailedCode());
      caller.window().restart();
      assertThat(caller.needsACode()).isTrue();
    }

    @AtEachWidth
    void isNotEnoughWithoutTheRightCode(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      caller.window().tick(BOX);
      caller.answers(Codes.wrong(caller.mailedCode()));
      assertThat(caller.window().field(BOX).isChecked()).as("still ticked").isTrue();
      caller.window().restart();
      assertThat(caller.needsACode()).isTrue();
    }

    @AtEachWidth
    void isNotThereForAdminsWhoReadWhy(Width width) {
      Caller admin = caller(people.admin(), width).givesPassword();
      assertThat(admin.window().field(BOX).count()).isZero();
      assertThat(admin.window().text()).contains("second factor is asked for at every sign-in");
    }
  }

  @Nested
  class Rule20_ThirtyDays {
    @AtEachWidth
    void noCodeAndNotASecondLongerHoweverOftenItIsUsed(Width width) {
      Caller caller = remembered(people.byEmail(), width);
      clock.turn(Duration.ofDays(29));
      assertThat(caller.needsACode()).isFalse();
      clock.turn(Duration.ofDays(1).minusSeconds(1));
      assertThat(caller.needsACode()).isFalse();
      clock.turn(Duration.ofSeconds(1));
      assertThat(caller.needsACode()).isTrue();
    }

    @AtEachWidth
    void neverInPlaceOfThePassword(Width width) {
      Caller caller = remembered(people.byEmail(), width);
      caller.window().open("/studies");
      assertThat(caller.window().path()).isEqualTo("/login");
      caller.givesPassword("not the password");
      assertThat(caller.window().alert()).contains("Username or password is wrong");
    }

    @AtEachWidth
    void onThatBrowserAlone(Width width) {
      Caller caller = remembered(people.byEmail(), width);
      assertThat(caller(caller.person(), width).needsACode()).isTrue();
    }
  }

  @Nested
  class Rule21_RenewedAtEachUse {
    @AtEachWidth
    void aCopyUsedAfterTheOwnerEndsItAndTheOwnerIsNotified(Width width) {
      Caller owner = remembered(people.byEmail(), width);
      Caller thief = new Caller(owner.person(), copy(owner.window()));
      assertThat(owner.needsACode()).isFalse();
      assertThat(owner.needsACode()).isFalse();
      assertThat(thief.needsACode()).isTrue();
      assertThat(rows.events(owner.person().id(), "BrowserEvent.CopyPresented")).isEqualTo(1);
      String told = "One of your remembered browsers was copied";
      Received mail = Inbox.next(owner.person().email(), it -> told.equals(it.subject()));
      assertThat(mail.text()).contains("That browser is no longer remembered");
      assertThat(owner.needsACode()).isTrue();
    }

    @AtEachWidth
    void twoTabsAtOnceAreNoAttack(Width width) {
      Caller owner = remembered(people.byEmail(), width);
      Caller tab = new Caller(owner.person(), copy(owner.window()));
      assertThat(owner.needsACode()).isFalse();
      assertThat(tab.needsACode()).isFalse();
      assertThat(rows.events(owner.person().id(), "BrowserEvent.CopyPresented")).isZero();
    }
  }
}
