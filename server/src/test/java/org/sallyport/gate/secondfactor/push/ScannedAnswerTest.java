package org.sallyport.gate.secondfactor.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.sallyport.gate.secondfactor.enrollment.QrPicture;
import org.sallyport.testing.Browser;
import org.sallyport.testing.People;
import org.sallyport.testing.SallyportTest;
import org.sallyport.testing.TurnableClock;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.phone.Authenticator;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** The QR code equivalent to a number of six digits, over HTTP. */
@SallyportTest
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(properties = {"sallyport.policy=asvs-l2", "sallyport.otp.channels=sms"})
class ScannedAnswerTest {
  private static final Pattern NUMBER = Pattern.compile("Your number is ([0-9]{3}) ([0-9]{3})<");
  private static final Pattern DARK = Pattern.compile("class=\"qr__dark\" d=\"([^\"]+)\"");

  @LocalServerPort int port;
  @Autowired People people;
  @Autowired TurnableClock clock;

  /** A signed-in account and the phone that is its method. */
  private record Owner(People.Person person, Browser browser, Authenticator phone) {
    Browser asks() {
      Browser asking = new Browser(browser.request("/").build().uri().getPort());
      asking.signIn(person.username(), People.PASSWORD);
      return asking;
    }
  }

  private Owner owner() {
    People.Person person = people.bySms();
    Browser browser = new Browser(port);
    browser.signIn(person.username(), People.PASSWORD);
    browser.post("/login/code", "code", Codes.next(person.phone()));
    return new Owner(person, browser, Authenticator.link(browser, port, clock, "usual", "yes"));
  }

  private static String number(Browser.Page page) {
    Matcher number = NUMBER.matcher(page.body());
    assertThat(number.find()).as(page.text()).isTrue();
    return number.group(1) + number.group(2);
  }

  /** The modules of the QR code on a page; empty if there is none. */
  private static String squares(Browser.Page page) {
    Matcher dark = DARK.matcher(page.body());
    return dark.find() ? dark.group(1) : "";
  }

  private static String squaresOf(JsonNode request, String number) {
    String id = request.get("id").asString().toUpperCase(Locale.ROOT);
    return QrPicture.of("SALLYPORT:ANSWER:" + id + ":" + number).path();
  }

  @Test
  void holdsTheIdOfTheOpenRequestAndItsNumber() {
    Owner owner = owner();
    Browser.Page page = owner.asks().get("/login/app");
    JsonNode request = owner.phone().request();
    assertThat(squares(page)).isEqualTo(squaresOf(request, number(page)));
    assertThat(page.header("Cache-Control")).contains("no-store");
  }

  @Test
  void holdsAnotherOneForEachRequest() {
    Owner owner = owner();
    Browser.Page first = owner.asks().get("/login/app");
    Browser.Page second = owner.asks().get("/login/app");
    assertThat(squares(second))
        .isNotEqualTo(squares(first))
        .isEqualTo(squaresOf(owner.phone().request(), number(second)));
  }

  @Test
  void standsOnThePageOfAChangeToo() {
    Owner owner = owner();
    Browser browser = owner.asks();
    owner.phone().approve(owner.phone().request(), number(browser.get("/login/app")));
    browser.post("/login/app", "code", "");
    clock.turn(Duration.ofMinutes(5));
    browser.get("/settings/account");
    assertThat(browser.post("/settings/begin", "change", "phone").location())
        .endsWith("/settings/confirm");
    Browser.Page page = browser.get("/settings/confirm");
    assertThat(squares(page)).isEqualTo(squaresOf(owner.phone().request(), number(page)));
    assertThat(page.header("Cache-Control")).contains("no-store");
  }

  @Test
  void isGoneWhenTheRequestIsOver() {
    Owner owner = owner();
    Browser browser = owner.asks();
    JsonNode request = owner.phone().request();
    owner.phone().approve(request, number(browser.get("/login/app")));
    assertThat(squares(browser.get("/login/app"))).isEmpty();
    Browser denied = owner.asks();
    owner.phone().deny(owner.phone().request());
    assertThat(squares(denied.get("/login/app"))).isEmpty();
  }

  @Test
  void isDisclosedNeitherToThePhoneNorToTheLog(CapturedOutput log) {
    Owner owner = owner();
    Browser browser = owner.asks();
    String number = number(browser.get("/login/app"));
    assertThat(owner.phone().requests().toString())
        .doesNotContain("\"" + number + "\"", ":" + number, "SALLYPORT");
    owner.phone().approve(owner.phone().request(), number);
    assertThat(log.getAll()).doesNotContain("SALLYPORT:ANSWER", number);
  }
}
