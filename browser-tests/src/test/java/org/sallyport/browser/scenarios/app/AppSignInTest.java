package org.sallyport.browser.scenarios.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.testing.People.Person;

/** The second factor, approved on the phone. */
class AppSignInTest extends AppScenario {
  private static final String ASKED = "Are you signing in at Lindenmoor Hospitals?";
  private static final String OVER = "This sign-in has ended";

  /** A linked phone, and its owner at the second-factor step in another browser. */
  private record AtSecondFactor(Phone phone, Caller caller) {
    Window desk() {
      return caller.window();
    }

    /** Two digits that are not the number. */
    String wrong() {
      return number(desk()).equals("11") ? "12" : "11";
    }
  }

  private AtSecondFactor atSecondFactor() {
    Caller linking = inside();
    Phone phone = linked(linking);
    Caller caller = asksThePhone(linking.person());
    phone.sees(ASKED);
    return new AtSecondFactor(phone, caller);
  }

  private Caller asksThePhone(Person person) {
    return caller(person, Width.DESK).givesPassword();
  }

  @Test
  void signInContinuesAfterTheRightNumber() {
    AtSecondFactor at = atSecondFactor();
    assertThat(at.phone().text())
        .contains(at.caller().person().username())
        .contains("Browser Chrom")
        .containsPattern("Address (::1|127[.]0[.]0[.]1) Time");
    at.phone().approves(number(at.desk()));
    at.phone().sees("Approved");
    at.desk().page().waitForURL("**/studies");
  }

  @Test
  void isNotApprovedForAWrongNumberAndIsForTheRightOneAfterIt() {
    AtSecondFactor at = atSecondFactor();
    at.phone().approves(at.wrong());
    at.phone().showsError("2 tries left");
    assertThat(at.phone().window().description("Number on your browser’s page"))
        .contains("2 tries left");
    at.phone().approves(number(at.desk()));
    at.desk().page().waitForURL("**/studies");
  }

  @Test
  void endsAtTheThirdWrongNumber() {
    AtSecondFactor at = atSecondFactor();
    at.phone().approves(at.wrong());
    at.phone().showsError("2 tries left");
    at.phone().approves(at.wrong());
    at.phone().showsError("1 try left");
    at.phone().approves(at.wrong());
    at.phone().sees(OVER);
    at.desk().page().getByText("Not approved").first().waitFor();
  }

  @Test
  @Tag("long")
  void asksForTheNumberBeforeItApproves() {
    AtSecondFactor at = atSecondFactor();
    at.phone().press("Approve");
    at.phone().showsError("Enter the 2 digits that your browser shows.");
    at.phone().approves("4x");
    at.phone().showsError("Enter the 2 digits that your browser shows.");
  }

  @Test
  void isNotApprovedWhenDenied() {
    AtSecondFactor at = atSecondFactor();
    at.phone().press("Deny");
    at.phone().sees("Denied");
    at.desk().page().getByText("Not approved").first().waitFor();
    at.phone().press("Done");
    at.phone().sees("Your accounts");
  }

  @Test
  void isNotApprovedWhenReportedAndSaysWhatToDo() {
    AtSecondFactor at = atSecondFactor();
    at.phone().press("This wasn’t me");
    at.phone().sees("Denied and reported");
    assertThat(at.phone().text()).contains("Someone knows your password");
    at.phone().window().follow("Set a new password");
    assertThat(at.phone().window().path()).isEqualTo("/forgotten");
  }

  @Test
  @Tag("long")
  void isOverAfterItsTime() {
    AtSecondFactor at = atSecondFactor();
    clock.turn(Duration.ofMinutes(5));
    at.phone().turnsTo(clock.instant());
    at.phone().sees(OVER);
  }

  @Test
  @Tag("long")
  void isAskedForByAnAppThatIsOpenedLater() {
    Caller linking = inside();
    Phone phone = linked(linking);
    phone.window().open("/login");
    Caller caller = asksThePhone(linking.person());
    phone.opens().sees(ASKED).approves(number(caller.window()));
    caller.window().page().waitForURL("**/studies");
  }

  /** The app and the portal share an origin and, on a phone, a browser (rule 44). */
  @Test
  void Rule44_isApprovedByAPhoneWhoseBrowserSignedOutOfThePortal() {
    Caller linking = inside();
    Phone phone = linked(linking);
    Caller onThePhone = new Caller(linking.person(), phone.window());
    String code = phone.code(linking.person().username());
    onThePhone.givesPassword().answers(code);
    phone.window().page().waitForURL("**/studies");
    phone.window().press("Sign out");
    phone.window().page().waitForURL("**/login?out");
    phone.opens().sees("Your accounts");
    assertThat(phone.code(linking.person().username())).matches("\\d{6}");
    Caller caller = asksThePhone(linking.person());
    phone.sees(ASKED).approves(number(caller.window()));
    caller.window().page().waitForURL("**/studies");
  }

  @Test
  @Tag("long")
  void isShownBeforeTheAppAsksSomethingOfItsOwn() {
    Caller linking = inside();
    Phone phone = phone();
    Window desk = showsCode(linking);
    phone.types(desk).asksAs(NAME);
    confirms(desk);
    phone.sees("This phone is linked");
    Caller caller = asksThePhone(linking.person());
    phone.sees(ASKED).approves(number(caller.window()));
    caller.window().page().waitForURL("**/studies");
  }

  @Test
  @Tag("long")
  void isAskedForWhereNoStreamStaysOpen() {
    Caller linking = inside();
    Phone phone = linked(linking);
    phone.window().page().route("**/app/api/events", route -> route.abort());
    phone.opens();
    Caller caller = asksThePhone(linking.person());
    phone.sees(ASKED).approves(number(caller.window()));
    caller.window().page().waitForURL("**/studies");
  }

  @Test
  @Tag("long")
  void isAskedForTheAccountItIsOf() {
    Caller one = inside();
    Caller two = inside();
    Phone phone = linked(one);
    phone.press("Link another account");
    links(two, phone);
    Caller caller = asksThePhone(two.person());
    phone.sees(ASKED);
    assertThat(phone.text()).contains("Account " + two.person().username() + ".");
    phone.approves(number(caller.window()));
    caller.window().page().waitForURL("**/studies");
  }

  @Test
  void isDistinguishedFromAChangeOfTheAccount() {
    Caller linking = inside();
    Phone phone = linked(linking);
    linking.window().open("/settings/account");
    linking.window().press("Change password");
    phone.sees("Are you changing your account at Lindenmoor Hospitals?");
    phone.approves(number(linking.window()));
    phone.sees("Approved");
    linking.window().page().getByLabel("New password").first().waitFor();
  }

  @Test
  void hasNoBarrier() {
    AtSecondFactor at = atSecondFactor();
    assertThat(at.phone().window().barriers()).isEmpty();
    assertThat(at.phone().window().scrollsSideways()).isFalse();
    at.phone().approves(at.wrong());
    at.phone().showsError("2 tries left");
    assertThat(at.phone().window().barriers()).isEmpty();
    at.phone().window().resize(Width.PHONE);
    at.phone().window().lit(ColorScheme.LIGHT);
    assertThat(at.phone().window().barriers()).isEmpty();
    assertThat(at.phone().window().scrollsSideways()).isFalse();
    at.phone().press("Deny");
    at.phone().sees("Denied");
    assertThat(at.phone().window().barriers()).isEmpty();
    at.phone().press("Done");
    at.phone().sees("Your accounts");
    assertThat(at.phone().window().barriers()).isEmpty();
  }
}
