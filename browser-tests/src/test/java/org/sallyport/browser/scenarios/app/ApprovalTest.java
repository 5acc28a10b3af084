package org.sallyport.browser.scenarios.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.Authenticator;

/** The page that waits for a phone, in a real browser. */
class ApprovalTest extends Scenario {
  private static final Pattern NUMBER = Pattern.compile("Your number is ([0-9]+)");

  private Authenticator phoneOf(Person person) {
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    String home = "http://localhost:" + port;
    return new Authenticator(URI.create(home), home, clock).linkedBy(browser, "usual", "yes");
  }

  private static String number(Window window) {
    Matcher number = NUMBER.matcher(window.text());
    assertThat(number.find()).as(window.text()).isTrue();
    return number.group(1);
  }

  @AtEachWidth
  void continuesAutomaticallyWhenThePhoneApproves(Width width) {
    Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Caller caller = caller(person, width).givesPassword();
    Window window = caller.window();
    assertThat(window.path()).isEqualTo("/login/app");
    assertThat(window.heading()).isEqualTo("Open Sallyport Authenticator and enter this number");
    assertThat(window.text()).contains("This page continues automatically when you approve.");
    assertThat(window.barriers()).isEmpty();
    assertThat(window.scrollsSideways()).isFalse();
    assertThat(phone.approve(phone.request(), number(window)).state()).isEqualTo("approved");
    window.page().waitForURL("**/studies");
    assertThat(caller.isIn()).isTrue();
  }

  @Test
  void showsAutomaticallyThatThePhoneDenied() {
    Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Window window = caller(person, Width.DESK).givesPassword().window();
    assertThat(phone.deny(phone.request()).state()).isEqualTo("denied");
    window.page().getByText("This sign-in was denied on your phone.").waitFor();
    assertThat(window.alert()).contains("denied");
    assertThat(window.barriers()).isEmpty();
    window.press("Send the request again");
    assertThat(phone.requests()).hasSize(1);
  }

  @Test
  void needsNoScript() {
    Person person = people.bySms();
    Authenticator phone = phoneOf(person);
    Window window = window(Width.DESK, false);
    Caller caller = new Caller(person, window).givesPassword();
    assertThat(window.text()).doesNotContain("continues automatically");
    assertThat(phone.approve(phone.request(), number(window)).state()).isEqualTo("approved");
    window.press("Continue");
    assertThat(caller.isIn()).isTrue();
  }
}
