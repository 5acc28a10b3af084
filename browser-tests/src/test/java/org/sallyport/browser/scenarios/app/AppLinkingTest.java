package org.sallyport.browser.scenarios.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Phone;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;

/** Linking and removing a phone. */
class AppLinkingTest extends AppScenario {
  @Test
  void byScanningTheQrCode() {
    Caller caller = inside();
    Window desk = showsCode(caller);
    Phone phone = phoneWithCamera().scans(desk).sees("Is this your account?");
    assertThat(phone.text())
        .contains("Lindenmoor Hospitals")
        .contains("localhost")
        .contains(caller.person().username());
    phone.asksAs(NAME);
    desk.button("Link phone").waitFor();
    assertThat(desk.text()).contains("“" + NAME + "” wants to be linked");
    desk.press("Link phone");
    phone.isDone().sees("Your accounts");
    assertThat(desk.text()).contains(NAME);
  }

  @Test
  void byTheQrCodesAddressWhichDoesNotStayInTheAddressBar() {
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

  @Test
  void onThePhoneThatShowsThePage() {
    Caller caller = sessions.open(caller(people.byEmail(), Width.HAND));
    Phone phone = Phone.with(caller.window(), clock.instant());
    Window hand = showsCode(caller);
    hand.follow("This is the phone");
    phone.sees("Is this your account?");
    assertThat(hand.page().url()).endsWith("/app/");
    hand.type("Name of this phone", NAME);
    phone.press("Link this phone");
    phone.sees("Confirm on the portal’s page");
    hand.follow("Go to the page");
    assertThat(hand.text()).contains("“" + NAME + "” wants to be linked");
    hand.press("Link phone");
    phone.opens().sees("Your accounts");
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
    other.sees("This code no longer works");
    other.press("Correct what you typed");
    assertThat(other.window().field("Code").inputValue()).isEqualTo(shown);
  }

  @Test
  void notByAMistypedCodeWhichSaysWhereAndKeepsWhatWasTyped() {
    Window desk = showsCode(inside());
    String shown = desk.page().locator("#key").innerText();
    char[] letters = shown.toCharArray();
    letters[10] = letters[10] == 'A' ? 'B' : 'A';
    String mistyped = new String(letters);
    Phone phone = phone();
    phone.press("Type the code");
    phone.window().type("Code", mistyped);
    phone.press("Continue");
    assertThat(phone.alert()).contains("group 3, “" + mistyped.substring(10, 14) + "”");
    assertThat(phone.window().field("Code").inputValue()).isEqualTo(mistyped);
    phone.window().type("Code", shown);
    phone.press("Continue");
    phone.sees("Is this your account?");
    assertThat(phone.window().field("Name of this phone").inputValue()).contains(" on ");
  }

  /** If the browser may delete the app's data, the app says so before anything is linked. */
  @Test
  void Rule44_warnsFirstThatTheBrowserMayDeleteItsData() {
    Window desk = showsCode(inside());
    Phone phone = Phone.with(window(Width.HAND), clock.instant());
    phone
        .window()
        .page()
        .addInitScript(
            "navigator.storage.persist = navigator.storage.persisted = async () => false;");
    phone.opens().sees("Link this phone to your account");
    assertThat(phone.text()).contains("This browser may delete the app’s data");
    phone.types(desk).sees("Is this your account?");
    assertThat(phone.text()).contains("This browser may delete the app’s data");
  }

  @Test
  void Rule44_inATabOfAnIPhoneTheAppIsInstalledFirst() {
    Window desk = showsCode(inside());
    Phone phone = Phone.with(window(Width.HAND), clock.instant());
    phone
        .window()
        .page()
        .addInitScript(
            "Object.defineProperty(navigator, 'userAgent', { get: () => 'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0)' });");
    phone.opens().types(desk).sees("Is this your account?");
    assertThat(phone.text()).contains("Add to Home Screen").contains("after 7 days");
    assertThat(phone.button("Link this phone").count()).isZero();
    phone.press("Link in this tab anyway");
    assertThat(phone.window().field("Name of this phone").inputValue()).isEqualTo("iPhone");
    phone.asksAs(NAME);
  }

  /**
   * The response with the secret of the codes is lost; the app requests it again when it is opened.
   */
  @Test
  void Rule44_itsCodesComeLaterWhereAnAnswerWasLost() {
    Caller caller = inside();
    Phone phone = phone();
    phone.window().page().route("**/app/api/code-secret", route -> route.abort());
    links(caller, phone);
    assertThat(phone.text()).contains("Approves sign-ins");
    phone.window().page().unroute("**/app/api/code-secret");
    phone.opens().sees("Your accounts");
    assertThat(phone.code(caller.person().username())).matches("\\d{6}");
  }

  @Test
  void notByAnIncompleteCode() {
    Phone phone = phone();
    phone.press("Type the code");
    phone.window().type("Code", "ABCD EFGH");
    phone.press("Continue");
    assertThat(phone.alert()).contains("32 letters and digits");
    assertThat(phone.window().description("Code")).contains("32 letters and digits");
  }

  @Test
  void isForgottenWhenNobodyConfirmsIt() {
    Window desk = showsCode(inside());
    Phone phone = phone().types(desk).asksAs(NAME);
    clock.turn(Duration.ofMinutes(10));
    phone.turnsTo(clock.instant());
    phone.sees("This code no longer works");
    phone.press("Back");
    phone.sees("Link this phone to your account");
  }

  @Test
  @Tag("long")
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
    phone.window().page().getByText("No longer linked. Remove it").waitFor();
  }

  private static void removes(Window desk) {
    desk.open("/settings/devices");
    desk.follow("Remove " + NAME);
    desk.press("Remove");
  }

  @Test
  @Tag("long")
  void endsOnThePhone() {
    Caller caller = inside();
    Phone phone = linked(caller);
    phone.press("Remove " + caller.person().username() + " at Lindenmoor Hospitals");
    phone.press("Remove it");
    phone.sees("Not removed");
    assertThat(phone.text()).contains("This is the only phone that approves your sign-ins");
    phone.press("Keep it");
    rows.update("update account set method = 'email' where id = ?", caller.person().id().value());
    phone.press("Remove " + caller.person().username() + " at Lindenmoor Hospitals");
    phone.press("Remove it");
    phone.sees("Link this phone to your account");
    caller.window().open("/settings/devices");
    assertThat(caller.window().text()).doesNotContain(NAME);
    phone.opens().sees("Link this phone to your account");
  }
}
