package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Inbox;

/** Rule 26: SMS chosen without a number. */
class FirstNumberRulesTest extends RulesScenario {
  private static final String SMS = "One-Time-Password by SMS";

  /** Chooses SMS and answers the code sent by e-mail. */
  private TextCaller answersByMailOnce(Person person) {
    TextCaller caller = caller(person).givesPassword();
    caller.window().tick(SMS);
    caller.window().press("Continue");
    assertThat(caller.window().text()).contains("Sent by e-mail to");
    caller.answers(caller.mailedCode());
    return caller;
  }

  @Nested
  class Rule26_SmsWithoutANumber {
    @Test
    void goesByMailOnceAndThenANumberIsOfferedAndProven() {
      TextCaller caller = answersByMailOnce(people.undecided());
      assertThat(caller.window().heading()).isEqualTo("Where should your codes go from now on?");
      caller.window().type("Mobile number", caller.person().phone());
      caller.window().press("Continue");
      assertThat(caller.window().heading()).isEqualTo("Check your mobile number");
      caller.answers(caller.textedCode());
      assertThat(caller.isIn()).isTrue();
      TextCaller again = caller(caller.person()).givesPassword();
      assertThat(again.window().text()).contains("Sent by SMS to");
      again.answers(again.textedCode());
      assertThat(again.isIn()).isTrue();
    }

    @Test
    void aMistypedOneIsCorrectedAndTheCodeFollows() {
      TextCaller caller = answersByMailOnce(people.undecided());
      String national = "0" + caller.person().phone().substring(3);
      caller.window().type("Mobile number", national.replace("0470", "0471"));
      caller.window().press("Continue");
      assertThat(caller.window().text()).contains("+32 471 ");
      caller.window().follow("Change it");
      assertThat(caller.window().field("Mobile number").inputValue()).startsWith("+32 471 ");
      caller.window().type("Mobile number", national);
      caller.window().press("Continue");
      assertThat(caller.window().text()).contains("Codes sent before do not work here", "+32 470 ");
      clock.turn(Duration.ofSeconds(30));
      caller.window().reload();
      caller.asksAgain();
      caller.answers(caller.textedCode());
      assertThat(caller.isIn()).isTrue();
    }

    @Test
    void canBeLeftForLaterOnThePageOfItsCode() {
      TextCaller caller = answersByMailOnce(people.undecided());
      caller.window().type("Mobile number", caller.person().phone());
      caller.window().press("Continue");
      caller.window().press("Not now");
      assertThat(caller.isIn()).isTrue();
    }

    @Test
    void leadsWhoSkipsItToTheChooserWhereSmsWaitsForANumber() {
      TextCaller caller = answersByMailOnce(people.undecided());
      caller.window().press("Not now, show my studies");
      assertThat(caller.isIn()).isTrue();
      TextCaller again = caller(caller.person()).givesPassword();
      assertThat(again.window().heading()).isEqualTo("Choose your two-factor method");
      assertThat(again.window().field(SMS).isDisabled()).isTrue();
      assertThat(Inbox.left(caller.person().phone())).isEmpty();
    }
  }
}
