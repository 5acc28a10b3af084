package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Inbox;

/** Rules 9 to 11: sending and resending. */
class SendingRulesTest extends RulesScenario {
  private static final String RESEND = "Resend One Time Password";

  private TextCaller asksAgain(TextCaller caller) {
    clock.turn(Duration.ofSeconds(30));
    caller.window().open("/login/code");
    caller.asksAgain();
    return caller;
  }

  @Nested
  class Rule9_SendingAgain {
    @AtEachWidth
    void waitsThirtySecondsWhichThePageCountsDown(Width width) {
      Caller caller = caller(people.byEmail(), width);
      caller.window().installsClock();
      // The installed clock also follows real time, more than a second on a busy machine.
      caller.window().page().clock().pauseAt(System.currentTimeMillis() + 60_000);
      caller.givesPassword();
      Locator resend = caller.window().button(RESEND);
      assertThat(resend.isDisabled()).isTrue();
      assertThat(caller.window().text()).contains("in 30 s");
      caller.window().page().clock().runFor(29_000);
      PlaywrightAssertions.assertThat(caller.window().page().locator("main"))
          .containsText("in 1 s");
      assertThat(resend.isDisabled()).isTrue();
      caller.window().page().clock().runFor(2_000);
      PlaywrightAssertions.assertThat(resend).isEnabled();
      assertThat(caller.window().text()).contains("Your current code will stop working.");
    }

    @Test
    void sendsOverTheSameChannelAndVoidsTheOlder() {
      TextCaller caller = caller(people.bySms()).givesPassword();
      String older = caller.textedCode();
      asksAgain(caller);
      String newer = caller.textedCode();
      assertThat(caller.window().text()).contains("Sent by SMS to");
      assertThat(Inbox.left(caller.person().email())).isEmpty();
      caller.answers(older);
      assertThat(caller.window().alert()).contains("older message");
      caller.answers(newer);
      assertThat(caller.isIn()).isTrue();
    }

    @Test
    void isAnsweredWithTheTimeWhenItComesTooSoon() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      caller.asksAgain();
      assertThat(caller.window().status()).isEqualTo(429);
      assertThat(caller.window().header("retry-after")).isEqualTo("30");
      assertThat(caller.window().alert()).contains("The next one can be sent in 30 s.");
    }

    @Test
    void sendsFiveAtMostAndThenSaysThatTheLastOneStillCounts() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      for (int sent = 1; sent < 5; sent++) {
        caller.mail();
        asksAgain(caller);
      }
      assertThat(caller.window().buttons(RESEND)).isZero();
      assertThat(caller.window().text()).contains("No more codes").contains("tart again");
      caller.answers(caller.mailedCode());
      assertThat(caller.isIn()).isTrue();
    }

    @Test
    void sendsFifteenAnHourAtMostButABrowserOfTheOwnerHasItsOwn() {
      Person person = people.byEmail();
      TextCaller owner = caller(person).comesIn();
      clock.turn(Duration.ofHours(2));
      TextCaller stranger = caller(person);
      for (int sent = 0; sent < 15; sent++) {
        stranger.givesPassword();
        stranger.mail();
        stranger.window().press("Not you? Start again");
      }
      stranger.givesPassword();
      assertThat(stranger.window().heading()).isEqualTo("No code could be sent");
      assertThat(stranger.window().alert())
          .contains("Too many codes were sent for your account", "The next one can be sent at");
      owner.givesPassword();
      owner.answers(owner.mailedCode());
      assertThat(owner.isIn()).isTrue();
    }
  }

  @Nested
  class Rule10_NoTryGivenBack {
    @Test
    void bySendingAgain() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      caller.answersWrongly(caller.mailedCode(), 2);
      assertThat(caller.window().alert()).contains("3 tries left");
      asksAgain(caller);
      caller.answersWrongly(caller.mailedCode(), 1);
      assertThat(caller.window().alert()).contains("2 tries left");
    }
  }

  @Nested
  class Rule11_AFailingChannel {
    @Test
    void isSaidInWordsWithResendBesideItAndNeverBecomesAMail() {
      TextCaller caller = caller(people.bySms());
      Inbox.answerSms(caller.person().phone(), 400);
      caller.givesPassword();
      caller.reloadsUntilAlert();
      assertThat(caller.window().alert())
          .contains("Your code did not arrive. The SMS gateway refused the message");
      assertThat(caller.window().named(AriaRole.BUTTON)).contains(RESEND);
      assertThat(caller.window().named(AriaRole.LINK)).contains("Use another way");
      assertThat(Inbox.left(caller.person().email())).isEmpty();

      Inbox.answerSms(caller.person().phone(), 202);
      asksAgain(caller);
      caller.answers(caller.textedCode());
      assertThat(caller.isIn()).isTrue();
    }

    @AtEachWidth
    void isSaidWithoutReloadingWhenAReceiptComes(Width width) {
      Caller caller = caller(people.bySms(), width);
      caller.window().installsClock();
      caller.givesPassword();
      Locator page = caller.window().page().locator("main");
      receipt(caller.person(), "delayed");
      caller.window().page().clock().runFor(3_000);
      PlaywrightAssertions.assertThat(page).containsText("Delivery is still being tried.");
      caller.window().page().locator("#code").fill("12");
      receipt(caller.person(), "undeliverable");
      caller.window().page().clock().runFor(3_000);
      PlaywrightAssertions.assertThat(page)
          .containsText("The message cannot be delivered to this destination.");
      PlaywrightAssertions.assertThat(caller.window().page().locator("#code")).hasValue("12");
      PlaywrightAssertions.assertThat(caller.window().page().getByText("Use another way"))
          .hasCount(1);
      Locator resend = caller.window().button(RESEND);
      PlaywrightAssertions.assertThat(resend).hasCount(1);
      PlaywrightAssertions.assertThat(resend).isDisabled();
      caller.window().page().clock().runFor(30_000);
      PlaywrightAssertions.assertThat(resend).isEnabled();
    }

    @Test
    void offersTheOtherWaysWhileTheMessageIsDelayed() {
      Caller caller = caller(people.bySms(), Width.PHONE);
      Page page = caller.window().page();
      caller.window().installsClock();
      caller.givesPassword();
      receipt(caller.person(), "delayed");
      page.clock().runFor(3_000);
      PlaywrightAssertions.assertThat(page.locator("main"))
          .containsText("Delivery is still being tried.");
      clock.turn(Duration.ofSeconds(31));
      page.clock().runFor(31_000);
      Locator notice = page.locator(".notice", new Page.LocatorOptions().setHasText("still being"));
      PlaywrightAssertions.assertThat(notice.getByText("Use another way")).isVisible();
    }

    @Test
    void isFollowedUntilAnotherBrowserReplacesTheCode() {
      Caller caller = caller(people.bySms(), Width.PHONE);
      Page page = caller.window().page();
      caller.window().installsClock();
      caller.givesPassword();
      caller.textedCode();
      receipt(caller.person(), "delivered");
      page.clock().runFor(3_000);
      PlaywrightAssertions.assertThat(page.locator("main")).containsText("Delivered");
      clock.turn(Duration.ofSeconds(31));
      caller(caller.person(), Width.DESK).givesPassword();
      page.clock().runFor(31_000);
      PlaywrightAssertions.assertThat(page.locator("main"))
          .containsText("requested by another sign-in");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void doesNotCallACodeNewAfterAWrongOne(boolean isDelayed) {
      Caller caller = caller(people.bySms(), Width.PHONE);
      Page page = caller.window().page();
      caller.window().installsClock();
      caller.givesPassword();
      caller.textedCode();
      clock.turn(Duration.ofSeconds(31));
      page.clock().runFor(31_000);
      caller.asksAgain();
      PlaywrightAssertions.assertThat(page.locator(".notice--good"))
          .containsText("New code sent at");
      String code = caller.textedCode();
      if (isDelayed) {
        receipt(caller.person(), "delayed");
      }
      caller.answersWrongly(code, 1);
      page.clock().runFor(3_000);
      receipt(caller.person(), "delivered");
      page.clock().runFor(5_000);
      PlaywrightAssertions.assertThat(page.locator("main")).containsText("Delivered");
      PlaywrightAssertions.assertThat(page.locator(".notice--good")).hasCount(0);
    }

    @Test
    void offersTheOtherWaysFirstAfterHalfAMinute() {
      TextCaller caller = caller(people.bySms()).givesPassword();
      assertThat(caller.window().text()).doesNotContain("No message yet?");
      clock.turn(Duration.ofSeconds(31));
      caller.window().open("/login/code");
      assertThat(caller.window().text())
          .contains("No message yet? You can also sign in another way.");
      receipt(caller.person(), "delivered");
      caller.window().open("/login/code");
      assertThat(caller.window().text()).contains("Delivered").doesNotContain("No message yet?");
    }

    private void receipt(Person person, String state) {
      rows.update(
          "update outbox set receipt = ?, receipt_at = created_at where id ="
              + " (select message_id from otp_code where account_id = ? order by sent_at desc limit 1)",
          state,
          person.id().value());
    }

    @Test
    void isSaidOfAMailTooAndTheNextCodeStillOpens() {
      TextCaller caller = caller(people.byEmail());
      Inbox.answerMail(caller.person().email(), 550);
      caller.givesPassword();
      caller.reloadsUntilAlert();
      assertThat(caller.window().alert())
          .contains("Your code did not arrive. The mail server refused the message");
      assertThat(caller.window().named(AriaRole.BUTTON)).contains(RESEND);

      Inbox.answerMail(caller.person().email(), 250);
      asksAgain(caller);
      caller.answers(caller.mailedCode());
      assertThat(caller.isIn()).isTrue();
    }
  }
}
