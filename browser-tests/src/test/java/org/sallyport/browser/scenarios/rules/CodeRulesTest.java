package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.PortalUser;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Received;

/** Rules 1 to 8: properties of codes and what the page says about them. */
class CodeRulesTest extends RulesScenario {
  @Nested
  class Rule1_SixDigits {
    @Test
    void areTaken() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      caller.answers(caller.mailedCode());
      assertThat(caller.isIn()).isTrue();
    }

    @AtEachWidth
    void canBePastedWithASpaceOrHyphenInTheMiddle(Width width) {
      for (String middle : new String[] {" ", "-"}) {
        Caller caller = caller(people.byEmail(), width).givesPassword();
        String code = caller.mailedCode();
        caller.window().field("One-Time-Password").focus();
        caller.window().paste(code.substring(0, 3) + middle + code.substring(3));
        caller.window().press("Continue");
        assertThat(caller.isIn()).as("with '%s'", middle).isTrue();
      }
    }

    @AtEachWidth
    void areToldByTheBrowserBeforeAnythingIsSent(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      caller.window().type("One-Time-Password", "12345");
      caller.window().button("Continue").click();
      assertThat(
              caller.window().field("One-Time-Password").evaluate("it => it.matches(':invalid')"))
          .isEqualTo(true);
      assertThat(caller.window().status()).isEqualTo(200);
    }

    @Test
    void elseThePageSaysSoAtTheFieldAndNoTryIsLost() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      caller.window().field("One-Time-Password").removeAttribute("pattern");
      caller.answers("12345a");
      assertThat(caller.window().alert())
          .startsWith("That is not a code. Enter the 6 digits from message ")
          .doesNotContain("left");
      assertThat(caller.window().field("One-Time-Password").inputValue()).isEmpty();
      assertThat(rows.wrongCodes(caller.person().id())).isZero();
    }
  }

  @Nested
  class Rule2_TwentyMinutes {
    @Test
    void areSaidOnThePage() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      assertThat(caller.window().text())
          .containsPattern("Valid for 20 minutes, until \\d\\d:\\d\\d ");
    }

    @Test
    void laterThePageSaysThatTheCodeHasExpiredAndWhatToDo() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      Received mail = caller.mail();
      clock.turn(Duration.ofMinutes(20));
      caller.answers(Codes.in(mail));
      assertThat(caller.window().heading())
          .isEqualTo("The code from message %s has expired".formatted(PortalUser.tag(mail)));
      assertThat(caller.window().alert())
          .contains("It expired at", "Ask for a new one.", "4 tries left");
      caller.asksAgain();
      assertThat(caller.window().text()).contains("New code sent at");
      caller.answers(caller.mailedCode());
      assertThat(caller.isIn()).isTrue();
    }

    @Test
    void laterThePageSaysSoWhenItIsReadAgain() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      caller.mail();
      clock.turn(Duration.ofMinutes(20));
      caller.window().reload();
      assertThat(caller.window().alert()).contains("It expired at").doesNotContain("left");
      assertThat(caller.window().text()).doesNotContain("Valid for");
    }
  }

  @Nested
  class Rule3_SingleUse {
    @AtEachWidth
    void aUsedCodeDoesNotOpenAgainAndTheBackButtonShowsNoWayAround(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      String code = caller.mailedCode();
      caller.answers(code);
      caller.window().page().goBack();
      assertThat(caller.isIn()).as("back leads where one is").isTrue();
      caller.window().restart();
      caller.givesPassword();
      caller.mail();
      caller.answers(code);
      assertThat(caller.window().alert()).contains("4 tries left");
      assertThat(caller.isIn()).isFalse();
    }
  }

  @Nested
  class Rule4_BoundToItsSignIn {
    @Test
    void theCodeOfAnotherAccountIsWrongHere() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      TextCaller other = caller(people.byEmail()).givesPassword();
      String code = caller.mailedCode();
      String others = other.mailedCode();
      caller.answers(others.equals(code) ? Codes.wrong(code) : others);
      assertThat(caller.window().alert()).contains("That is not the code from message");
    }
  }

  @Nested
  class Rule5_OnlyTheLastOneCounts {
    @Test
    void aPageWhoseCodeWasVoidedElsewhereSaysSoAndOffersResend() {
      Person person = people.byEmail();
      TextCaller here = caller(person).givesPassword();
      here.mail();
      TextCaller elsewhere = caller(person).givesPassword();
      here.mail();
      here.window().reload();
      assertThat(here.window().alert())
          .contains(
              "A newer code was requested by another sign-in to your account, so this one no longer works.");
      assertThat(here.window().field("One-Time-Password").count()).isZero();

      clock.turn(Duration.ofSeconds(30));
      here.window().reload();
      here.asksAgain();
      here.answers(here.mailedCode());
      assertThat(here.isIn()).isTrue();
      assertThat(elsewhere.isIn()).isFalse();
    }
  }

  @Nested
  class Rule6_NowhereElse {
    @Test
    void neitherOnThePageNorInItsAddressNorInTheSubject() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      Received mail = caller.mail();
      String code = Codes.in(mail);
      assertThat(caller.window().source()).doesNotContain(code);
      assertThat(caller.window().address()).doesNotContain(code);
      assertThat(mail.subject()).doesNotContain(code);
      caller.answers(Codes.wrong(code));
      assertThat(caller.window().address()).endsWith("/login/code");
    }
  }

  @Nested
  class Rule7_TheTag {
    @Test
    void isTheSameOnThePageAndInTheMessage() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      Received mail = caller.mail();
      assertThat(caller.window().heading())
          .isEqualTo("Enter the code from message " + PortalUser.tag(mail));
      assertThat(mail.text()).contains(PortalUser.tag(mail));
    }

    @Test
    void anOlderCodeIsNamedAndTheNewerOneToo() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      Received older = caller.mail();
      Received newer = newer(caller);
      caller.answers(Codes.in(older));
      assertThat(caller.window().alert())
          .startsWith("That code is from an older message, " + PortalUser.tag(older) + ".")
          .containsPattern(
              "A newer code, " + PortalUser.tag(newer) + ", was sent at \\d\\d:\\d\\d\\.")
          .endsWith("4 tries left");
    }

    private Received newer(TextCaller caller) {
      clock.turn(Duration.ofSeconds(30));
      caller.window().reload();
      caller.asksAgain();
      return caller.mail();
    }
  }

  @Nested
  class Rule8_FillsItselfIn {
    @Test
    void theSmsEndsWithTheLineForThisHostAndTheFieldTakesIt() {
      TextCaller caller = caller(people.bySms()).givesPassword();
      TextWindow window = caller.window();
      assertThat(window.text()).contains("Sent by SMS to +32 ");
      assertThat(window.field("One-Time-Password").getAttribute("autocomplete"))
          .isEqualTo("one-time-code");
      assertThat(window.field("One-Time-Password").getAttribute("inputmode")).isEqualTo("numeric");
      assertThat(window.named(AriaRole.DIALOG)).hasSize(1);
      Received sms = org.sallyport.testing.messages.Inbox.next(caller.person().phone());
      assertThat(sms.text()).endsWith("@localhost #" + Codes.in(sms));
      caller.answers(Codes.in(sms));
      assertThat(caller.isIn()).isTrue();
    }
  }
}
