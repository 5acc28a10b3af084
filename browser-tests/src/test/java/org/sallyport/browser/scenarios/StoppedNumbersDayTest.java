package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.sql.Timestamp;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.gate.delivery.sms.risk.TestSimSwapService;
import org.sallyport.testing.People.Person;
import org.sallyport.testing.messages.Codes;
import org.sallyport.testing.messages.Inbox;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * People whose number gets no codes: it begins as numbers do whose codes nobody enters, or its SIM
 * was changed. What they see, what an admin and the help desk see, and how they come in.
 */
@Tag("long")
class StoppedNumbersDayTest extends Scenario {
  private static final TestSimSwapService SERVICE = TestSimSwapService.started();
  private static final Path PICTURES = Path.of("target", "pictures");

  @DynamicPropertySource
  static void service(DynamicPropertyRegistry settings) {
    settings.add("sallyport.sms.brake.enabled", () -> true);
    settings.add("sallyport.sms.risk-notice", () -> "confirmed");
    SERVICE.isAsked(settings);
  }

  @AfterEach
  void reset() {
    SERVICE.reset();
    rows.update("delete from sms_brake");
    clock.turn(Duration.ofHours(2));
  }

  private void stop(String block, String scope) {
    rows.update(
        "insert into sms_brake (block, scope, since, until, sent, answered) values (?, ?, ?, ?, 40, 1)",
        block,
        scope,
        Timestamp.from(clock.instant()),
        Timestamp.from(clock.instant().plus(Duration.ofHours(1))));
  }

  private static void picture(Window window, String name) {
    assertThat(window.scrollsSideways()).isFalse();
    assertThat(window.barriers()).isEmpty();
    window.picture(PICTURES.resolve("stopped-" + name + ".png"));
  }

  private static void chooses(Window window, String method) {
    Page page = window.page();
    Locator choice = page.locator("input[name=method][value=" + method + "]");
    if (!choice.isVisible()) {
      page.locator("main details summary").first().click();
    }
    choice.check();
    window.press("Continue");
  }

  @Test
  void aNewPhysicianWhoseNumberIsStoppedSeesTheStudiesAndRegistersLater() {
    stop("+32471", "new");
    Person person = people.add(null, true, false, "physician");
    Caller caller = caller(person, Width.PHONE);
    Window window = caller.window();
    caller.givesPassword();
    chooses(window, "sms");
    caller.answers(Codes.in(Inbox.next(person.email())));
    registers(window);
    assertThat(window.alert())
        .contains("No codes are sent to numbers that begin with +32471 for a while");
    picture(window, "number");
    window.press("Not now, show my studies");
    assertThat(window.path()).isEqualTo("/studies");
    isReleased();
    window.press("Sign out");
    caller.givesPassword();
    chooses(window, "email");
    caller.answers(Codes.in(Inbox.next(person.email())));
    assertThat(window.path()).isEqualTo("/studies");
    window.open("/settings/account");
    picture(window, "account");
  }

  private static void registers(Window window) {
    window.type("Mobile number", "0471 23 45 67");
    window.press("Continue");
  }

  private void isReleased() {
    Window admin = caller(people.admin(), Width.PHONE).comesIn().window();
    admin.open("/admin/limits");
    picture(admin, "limits");
    admin.type("Reason", "The gateway delivers again.");
    admin.press("Send SMS to +32471 again");
    picture(admin, "released");
    assertThat(admin.text()).doesNotContain("No SMS to numbers that begin with +32471");
  }

  @Test
  void aPhysicianConfirmsTheRiskAndIsNotSentCodesAfterTheSimChanged() {
    Person person = people.bySms();
    Caller caller = caller(person, Width.PHONE);
    Window window = caller.window();
    caller.givesPassword();
    assertThat(window.text()).contains("Your method is: One-Time-Password by SMS.");
    picture(window, "risk");
    assertThat(window.page().locator("input[name=method]:checked").count()).isZero();
    chooses(window, "sms");
    caller.answers(Codes.next(person.phone()));
    assertThat(window.path()).isEqualTo("/studies");
    window.press("Sign out");
    SERVICE.changed(person.phone(), clock.instant().minus(Duration.ofHours(30)).toString());
    caller.givesPassword();
    window.page().getByText("the SIM card of this number was changed").waitFor();
    picture(window, "sim");
    assertThat(atTheDesk(person))
        .contains("the SIM card of this number was changed")
        .contains("Do not call back on this number");
    clock.turn(Duration.ofSeconds(31));
    window.follow("Use another way");
    chooses(window, "email");
    caller.answers(Codes.next(person.email()));
    assertThat(window.path()).isEqualTo("/studies");
  }

  private String atTheDesk(Person person) {
    Window desk = caller(people.helpDesk(), Width.PHONE).comesIn().window();
    desk.open("/admin/desk");
    desk.type("Who is calling?", person.username());
    desk.press("Find");
    desk.followFirst("Dr Person");
    picture(desk, "desk");
    assertThat(desk.page().locator("input[name=phoneLost]").first().isChecked()).isTrue();
    return desk.text();
  }
}
