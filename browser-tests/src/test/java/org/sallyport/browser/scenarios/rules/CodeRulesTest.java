package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Received;

/** Rules 1 to 8: properties of codes and what the page says about them. */
class CodeRulesTest extends Scenario {
  @Nested
  class Rule1_SixDigits {
    @AtEachWidth
    void areTaken(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
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

    @AtEachWidth
    void elseThePageSaysSoAtTheFieldAndNoTryIsLost(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      caller.window().page().evaluate("document.getElementById('code').removeAttribute('pattern')");
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
    @AtEachWidth
    void areSaidOnThePage(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      assertThat(caller.window().text())
          .containsPattern("Valid for 20 minutes, until \\d\\d:\\d\\d ");
    }

    @AtEachWidth
    void laterThePageSaysThatTheCodeHasExpiredAndWhatToDo(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      Received mail = caller.mail();
      clock.turn(Duration.ofMinutes(20));
      caller.answers(Codes.in(mail));
      assertThat(caller.window().heading())
          .isEqualTo("The code from message %s has expired".formatted(Caller.tag(mail)));
      assertThat(caller.window().alert())
          .contains("It expired at", "Ask for a new one.", "4 tries left");
      caller.asksAgain();
      assertThat(caller.window().text()).contains("New code sent at");
      caller.answers(caller.mailedCode());
      assertThat(caller.isIn()).isTrue();
    }

    @AtEachWidth
    void laterThePageSaysSoWhenItIsReadAgain(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
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
    @AtEachWidth
    void theCodeOfAnotherAccountIsWrongHere(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      Caller other = caller(people.byEmail(), width).givesPassword();
      String code = caller.mailedCode();
      String others = other.mailedCode();
      caller.answers(others.equals(code) ? Codes.wrong(code) : others);
      assertThat(caller.window().alert()).contains("That is not the code from message");
    }
  }

  @Nested
  class Rule5_OnlyTheLastOneCounts {
    @AtEachWidth
    void aPageWhoseCodeWasVoidedElsewhereSaysSoAndOffersResend(Width width) {
      Person person = people.byEmail();
      Caller here = caller(person, width).givesPassword();
      here.mail();
      Caller elsewhere = caller(person, width).givesPassword();
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
    @AtEachWidth
    void neitherOnThePageNorInItsAddressNorInTheSubject(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      Received mail = caller.mail();
      String code = Codes.in(mail);
      assertThat(caller.window().page().content()).doesNotContain(code);
      assertThat(caller.window().page().url()).doesNotContain(code);
      assertThat(mail.subject()).doesNotContain(code);
      caller.answers(Codes.wrong(code));
      assertThat(caller.window().page().url()).endsWith("/login/code");
    }
  }

  @Nested
  class Rule7_TheTag {
    @AtEachWidth
    void isTheSameOnThePageAndInTheMessage(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      Received mail = caller.mail();
      assertThat(caller.window().heading())
          .isEqualTo("Enter the code from message " + Caller.tag(mail));
      assertThat(mail.text()).contains(Caller.tag(mail));
    }

    @AtEachWidth
    void anOlderCodeIsNamedAndTheNewerOneToo(Width width) {
      Caller caller = caller(people.byEmail(), width).givesPassword();
      Received older = caller.mail();
      Received newer = newer(caller);
      caller.answers(Codes.in(older));
      assertThat(caller.window().alert())
          .startsWith("That code is from an older message, " + Caller.tag(older) + ".")
          .containsPattern("A newer code, " + Caller.tag(newer) + ", was sent at \\d\\d:\\d\\d\\.")
          .endsWith("4 tries left");
    }

    private Received newer(Caller caller) {
      clock.turn(Duration.ofSeconds(30));
      caller.window().reload();
      caller.asksAgain();
      return caller.mail();
    }
  }

  @Nested
  class Rule8_FillsItselfIn {
    @AtEachWidth
    void theSmsEndsWithTheLineForThisHostAndTheFieldTakesIt(Width width) {
      Caller caller = caller(people.bySms(), width).givesPassword();
      Window window = caller.window();
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
