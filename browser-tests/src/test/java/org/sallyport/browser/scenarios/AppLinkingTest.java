package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;

/** Linking a phone, and parting from it. */
class AppLinkingTest extends AppScenario {
  @Test
  void byThePictureOnTheOtherScreen() {
    Caller caller = inside();
    Window desk = showsCode(caller);
    Phone phone = phone().scans(desk).sees("Is this your account?");
    assertThat(phone.text())
        .contains("Lindenmoor Hospitals")
        .contains("localhost")
        .contains(caller.person().username());
    phone.asksAs(NAME);
    desk.button("Link it").waitFor();
    assertThat(desk.text()).contains("“" + NAME + "” wants to be linked");
    desk.press("Link it");
    phone.isDone().sees("Your accounts");
    assertThat(desk.text()).contains(NAME);
  }

  @Test
  void byTheAddressInThePictureWhichDoesNotStayInTheAddressBar() {
    String address = "/app/#link=" + secret(showsCode(inside()));
    Phone phone = Phone.with(window(Width.HAND), clock.instant());
    phone.window().open(address);
    phone.sees("Is this your account?");
    assertThat(phone.window().page().url()).endsWith("/app/");
  }

  @Test
  void byThatAddressWhileTheAppIsOpen() {
    String address = "/app/#link=" + secret(showsCode(inside()));
    Phone phone = phone().sees("Link this phone to your account");
    phone.window().open(address);
    phone.sees("Is this your account?");
    assertThat(phone.window().page().url()).endsWith("/app/");
  }

  private static String secret(Window desk) {
    return desk.page().locator("#key").innerText().replace(" ", "");
  }

  @Test
  void notByACodeThatIsUsedAlready() {
    Caller caller = inside();
    Window desk = showsCode(caller);
    String shown = desk.page().locator("#key").innerText();
    phone().types(desk).asksAs(NAME);
    Phone other = phone();
    other.press("Type the code");
    other.window().type("Code", shown);
    other.press("Continue");
    other.sees("This code is not good any more");
  }

  @Test
  void notByHalfACode() {
    Phone phone = phone();
    phone.press("Type the code");
    phone.window().type("Code", "ABCD EFGH");
    phone.press("Continue");
    assertThat(phone.alert()).contains("24 letters and digits");
    assertThat(phone.window().description("Code")).contains("24 letters and digits");
  }

  @Test
  void isForgottenWhenNobodyConfirmsIt() {
    Window desk = showsCode(inside());
    Phone phone = phone().types(desk).asksAs(NAME);
    clock.turn(Duration.ofMinutes(10));
    phone.turnsTo(clock.instant());
    phone.sees("This code is not good any more");
    phone.press("Back");
    phone.sees("Link this phone to your account");
  }

  @Test
  void holdsSeveralAccounts() {
    Caller one = inside();
    Caller two = inside();
    Phone phone = linked(one);
    phone.press("Link another account");
    links(two, phone);
    phone.sees("Your accounts");
    assertThat(phone.code(one.person().username())).matches("\\d{6}");
    assertThat(phone.code(two.person().username())).matches("\\d{6}");
  }

  @Test
  void endsInTheSettings() {
    Caller caller = inside();
    Phone phone = linked(caller);
    removes(caller.window());
    phone.sees("Are you changing your account at Lindenmoor Hospitals?");
    phone.approves(number(caller.window()));
    caller.window().page().waitForURL("**/settings/devices**");
    removes(caller.window());
    phone.opens();
    phone.window().page().getByText("Not linked any more").waitFor();
  }

  private static void removes(Window desk) {
    desk.open("/settings/devices");
    desk.follow("Remove " + NAME);
    desk.press("Remove");
  }

  @Test
  void endsOnThePhone() {
    Caller caller = inside();
    Phone phone = linked(caller);
    phone.press("Remove " + caller.person().username() + " at Lindenmoor Hospitals");
    phone.press("Remove it");
    phone.sees("Link this phone to your account");
    phone.opens().sees("Link this phone to your account");
  }
}
