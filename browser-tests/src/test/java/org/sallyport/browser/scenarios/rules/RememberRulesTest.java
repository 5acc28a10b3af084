package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.sallyport.testing.messages.Received;

/** Rules 19 to 21: remember this browser for 30 days. */
class RememberRulesTest extends RulesScenario {
  private static final String BOX = "Remember this browser for 30 days";

  @Nested
  class Rule19_TheBox {
    @Test
    void isOffByDefaultAndThenNothingIsRemembered() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      assertThat(caller.window().field(BOX).isChecked()).isFalse();
      caller.answers(caller.mailedCode());
      caller.window().restart();
      assertThat(caller.needsACode()).isTrue();
    }

    @Test
    void isNotEnoughWithoutTheRightCode() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      caller.window().tick(BOX);
      caller.answers(Codes.wrong(caller.mailedCode()));
      assertThat(caller.window().field(BOX).isChecked()).as("still ticked").isTrue();
      caller.window().restart();
      assertThat(caller.needsACode()).isTrue();
    }

    @Test
    void isNotThereForAdminsWhoReadWhy() {
      TextCaller admin = caller(people.admin()).givesPassword();
      assertThat(admin.window().field(BOX).count()).isZero();
      assertThat(admin.window().text()).contains("second factor is asked for at every sign-in");
    }
  }

  @Nested
  class Rule20_ThirtyDays {
    @Test
    void noCodeAndNotASecondLongerHoweverOftenItIsUsed() {
      TextCaller caller = remembered(people.byEmail());
      clock.turn(Duration.ofDays(29));
      assertThat(caller.needsACode()).isFalse();
      clock.turn(Duration.ofDays(1).minusSeconds(1));
      assertThat(caller.needsACode()).isFalse();
      clock.turn(Duration.ofSeconds(1));
      assertThat(caller.needsACode()).isTrue();
    }

    @Test
    void neverInPlaceOfThePassword() {
      TextCaller caller = remembered(people.byEmail());
      caller.window().open("/studies");
      assertThat(caller.window().path()).isEqualTo("/login");
      caller.givesPassword("not the password");
      assertThat(caller.window().alert()).contains("Username or password is wrong");
    }

    @Test
    void onThatBrowserAlone() {
      TextCaller caller = remembered(people.byEmail());
      assertThat(caller(caller.person()).needsACode()).isTrue();
    }
  }

  @Nested
  class Rule21_RenewedAtEachUse {
    @Test
    void aCopyUsedAfterTheOwnerEndsItAndTheOwnerIsNotified() {
      TextCaller owner = remembered(people.byEmail());
      TextCaller thief = new TextCaller(owner.person(), copy(owner.window()));
      assertThat(owner.needsACode()).isFalse();
      assertThat(owner.needsACode()).isFalse();
      assertThat(thief.needsACode()).isTrue();
      assertThat(rows.events(owner.person().id(), "BrowserEvent.CopyPresented")).isEqualTo(1);
      String told = "One of your remembered browsers was copied";
      Received mail = Inbox.next(owner.person().email(), it -> told.equals(it.subject()));
      assertThat(mail.text()).contains("That browser is no longer remembered");
      assertThat(owner.needsACode()).isTrue();
    }

    @Test
    void twoTabsAtOnceAreNoAttack() {
      TextCaller owner = remembered(people.byEmail());
      TextCaller tab = new TextCaller(owner.person(), copy(owner.window()));
      assertThat(owner.needsACode()).isFalse();
      assertThat(tab.needsACode()).isFalse();
      assertThat(rows.events(owner.person().id(), "BrowserEvent.CopyPresented")).isZero();
    }
  }
}
