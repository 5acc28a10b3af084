package org.sallyport.browser.scenarios.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.browser.actions.text.TextWindow;
import org.sallyport.testing.People;
import org.sallyport.testing.messages.Inbox;

/** Rules 25 to 35: the chooser, the order of steps, and the landing page. */
class OrderRulesTest extends RulesScenario {
  private static final String CHOOSER = "Choose your two-factor method";
  private static final String APP = "Sallyport Authenticator app (recommended)";
  private static final String SMS = "One-Time-Password by SMS";
  private static final String EMAIL = "One-Time-Password by e-mail";

  private static void chooses(TextWindow window, String method) {
    window.tick(method);
    window.press("Continue");
  }

  @Nested
  class Rule25_TheChooser {
    @Test
    void isADialogWithTheWaysAndTheAppFirst() {
      TextWindow window = caller(people.undecided()).givesPassword().window();
      assertThat(window.heading()).isEqualTo(CHOOSER);
      assertThat(window.countIn(AriaRole.DIALOG, AriaRole.RADIO)).isGreaterThanOrEqualTo(3);
      assertThat(window.field(APP).isEnabled()).isTrue();
      assertThat(window.field(APP).isChecked()).isTrue();
      assertThat(window.field(SMS).isEnabled()).isTrue();
      assertThat(window.field(EMAIL).isEnabled()).isTrue();
      assertThat(window.text()).contains("User settings > My Account > Security.");
    }

    @Test
    void cannotBeSkippedByAnAddress() {
      TextWindow window = caller(people.undecided()).givesPassword().window();
      for (String path : new String[] {"/studies", "/login/code", "/login", "/?skip=1"}) {
        window.open(path);
        assertThat(window.heading()).as(path).isEqualTo(CHOOSER);
      }
    }

    @Test
    void theChosenMethodCountsFromThenOn() {
      TextCaller caller = caller(people.undecided()).givesPassword();
      chooses(caller.window(), EMAIL);
      caller.answers(caller.mailedCode());
      assertThat(caller.isIn()).isTrue();
      TextCaller again = caller(caller.person()).givesPassword();
      assertThat(again.window().heading()).startsWith("Enter the code from message");
    }
  }

  @Nested
  class Rule26_SmsWithoutANumber {
    @Test
    void withNeitherNumberNorAddressThePageSaysAskYourAdministrator() {
      TextWindow window = caller(people.unreachable()).givesPassword().window();
      assertThat(window.heading()).isEqualTo("Ask your administrator");
      assertThat(window.text()).contains("neither a mobile number nor an e-mail address");
    }

    @Test
    void withANumberTheCodeGoesThere() {
      TextCaller caller = caller(people.add(null, true, true, "physician")).givesPassword();
      chooses(caller.window(), SMS);
      assertThat(caller.window().text()).contains("Sent by SMS to");
      caller.answers(caller.textedCode());
      assertThat(caller.isIn()).isTrue();
    }
  }

  @Nested
  class Rule30_AnotherWay {
    @Test
    void offersWhatIsLinkedAndKeepsTheCounter() {
      TextCaller caller = caller(people.bySms()).givesPassword();
      caller.answersWrongly(caller.textedCode(), 2);
      caller.window().follow("Use another way");
      assertThat(caller.window().named(AriaRole.RADIO).size()).isEqualTo(1);
      assertThat(caller.window().text()).contains("wrong codes still count").doesNotContain(APP);
      chooses(caller.window(), EMAIL);
      assertThat(caller.window().heading()).isEqualTo("Ask for your code by e-mail");
      assertThat(caller.window().text()).contains("in 30 s");
      clock.turn(Duration.ofSeconds(30));
      caller.window().reload();
      caller.asksAgain();
      String code = caller.mailedCode();
      caller.answersWrongly(code, 1);
      assertThat(caller.window().alert()).contains("2 tries left");
      caller.answers(code);
      assertThat(caller.isIn()).isTrue();
    }

    @Test
    void isNotOfferedToWhoHasOneWayOnly() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      assertThat(caller.window().named(AriaRole.LINK)).doesNotContain("Use another way");
    }
  }

  @Nested
  class Rule31_BetweenTheFactors {
    @Test
    void everyAddressLeadsBackToTheCode() {
      TextWindow window = caller(people.byEmail()).givesPassword().window();
      for (String path : new String[] {"/studies", "/settings/account", "/admin", "/login"}) {
        window.open(path);
        assertThat(window.path()).as(path).isEqualTo("/login/code");
      }
    }

    @Test
    void notYouStartAgainLeadsToTheSignInPageAndTheCodeIsWorthless() {
      TextCaller caller = caller(people.byEmail()).givesPassword();
      caller.mail();
      caller.window().press("Not you? Start again");
      assertThat(caller.window().path()).isEqualTo("/login");
      caller.window().open("/login/code");
      assertThat(caller.window().path()).isEqualTo("/login");
    }
  }

  @Nested
  class Rule33_TheSameAnswer {
    @Test
    void forAWrongPasswordAndAnUnknownName() {
      TextCaller known = caller(people.byEmail());
      known.window().open("/login");
      known.givesPassword("not the password");
      String answer = known.window().text();
      TextWindow window = window();
      window.open("/login");
      window.type("Username", "nobody-of-that-name");
      window.type("Password", People.PASSWORD);
      window.press("Continue");
      assertThat(window.text()).isEqualTo(answer);
      assertThat(window.description("Password"))
          .isEqualTo("Username or password is wrong. Check both and try again.");
    }
  }

  @Nested
  class Rule35_WhereOneLands {
    @Test
    void onTheStudyList() {
      TextCaller caller = caller(people.byEmail()).comesIn();
      assertThat(caller.isIn()).isTrue();
      assertThat(Inbox.left(caller.person().phone())).isEmpty();
    }

    @Test
    void orOnTheLocalPageFirstAskedFor() {
      TextCaller caller = caller(people.byEmail());
      caller.window().open("/settings/sessions");
      assertThat(caller.window().path()).isEqualTo("/login");
      caller.givesPassword(People.PASSWORD);
      caller.answers(caller.mailedCode());
      assertThat(caller.window().path()).isEqualTo("/settings/sessions");
    }
  }
}
