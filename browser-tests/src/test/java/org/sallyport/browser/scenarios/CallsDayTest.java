package org.sallyport.browser.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.actions.text.TextCaller;
import org.sallyport.testing.messages.CallReceiver;
import org.sallyport.testing.messages.CallReceiver.Call;
import org.sallyport.testing.messages.Codes;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/**
 * A physician whose phone gets no SMS is called with the code: the first time, with a mistake, when
 * nobody picks up, when the gateway is down, in two tabs, without script, and what an admin sees.
 */
@Tag("long")
class CallsDayTest extends Scenario {
  private static final CallReceiver GATEWAY = new CallReceiver();
  private static final Path PICTURES = Path.of("target", "pictures");
  private static final String CALL = "Call me with the code";
  private static final Duration WAIT = Duration.ofSeconds(31);

  @DynamicPropertySource
  static void route(DynamicPropertyRegistry settings) {
    GATEWAY.route(settings, "calls");
    settings.add("sallyport.sms.routes.calls.countries", () -> "BE");
  }

  @AfterEach
  void reset() {
    GATEWAY.reset();
    clock.turn(Duration.ofHours(2));
  }

  private Caller atTheCode() {
    Caller caller = caller(people.bySms(), Width.PHONE);
    caller.givesPassword();
    Codes.next(caller.person().phone());
    return caller;
  }

  /** Waits until another code may be sent, and presses the button. */
  private Call isCalled(Caller caller, int count) {
    clock.turn(WAIT);
    caller.window().reload();
    caller.window().press(CALL);
    return GATEWAY.next(caller.person().phone(), count);
  }

  private void reports(Window window, Call call, String status) {
    APIResponse answer =
        window.page().context().request().get(call.receipts() + "?status=" + status);
    assertThat(answer.status()).isEqualTo(200);
  }

  private static void says(Window window, String words) {
    window.page().getByText(words).first().waitFor();
    assertThat(window.scrollsSideways()).isFalse();
    assertThat(window.barriers()).isEmpty();
  }

  private static void picture(Window window, String name) {
    window.picture(PICTURES.resolve("calls-" + name + ".png"));
  }

  @Test
  void theFirstTimeWithAMistake() {
    Caller caller = atTheCode();
    Window window = caller.window();
    picture(window, "before");
    Call call = isCalled(caller, 1);
    says(window, "We are calling +32");
    picture(window, "calling");
    reports(window, call, "in-progress");
    says(window, "was answered");
    picture(window, "answered");
    caller.answers(Codes.wrong(CallReceiver.code(call)));
    says(window, "4 tries left");
    picture(window, "mistyped");
    window.reload();
    caller.answers(CallReceiver.code(call));
    assertThat(window.path()).isEqualTo("/studies");
  }

  @Test
  void nobodyPicksUpUntilThereAreNoMoreCalls() {
    Caller caller = atTheCode();
    Window window = caller.window();
    for (int calls = 1; calls <= 3; calls++) {
      Call call = isCalled(caller, calls);
      reports(window, call, "no-answer");
      window.page().getByText("Nobody answered").waitFor();
      assertThat(window.button(CALL).count()).isEqualTo(1);
      assertThat(window.button(CALL).isDisabled()).isTrue();
      assertThat(window.page().getByText("which is spoken in a call").count()).isZero();
      countsDown(window);
      says(window, "Nobody answered");
    }
    picture(window, "unanswered");
    clock.turn(WAIT);
    window.reload();
    window.press(CALL);
    says(window, "We tried to call you several times within an hour");
    picture(window, "no-more");
    assertThat(GATEWAY.to(caller.person().phone())).hasSize(3);
    window.follow("Use another way");
    picture(window, "another-way");
  }

  private static void countsDown(Window window) {
    Locator left = window.page().locator("[data-left]").first();
    String before = left.innerText();
    window.page().waitForCondition(() -> !left.innerText().equals(before));
  }

  @Test
  void theGatewayIsDownAndTheNextSmsArrives() {
    GATEWAY.answer("calls", 503);
    Caller caller = atTheCode();
    Window window = caller.window();
    isCalled(caller, 1);
    says(window, "The gateway refused the call (503).");
    picture(window, "down");
    clock.turn(WAIT);
    window.reload();
    window.press("Ask for your code by SMS");
    caller.answers(Codes.next(caller.person().phone()));
    assertThat(window.path()).isEqualTo("/studies");
  }

  @Test
  void theOtherTabKnowsOfTheCallAndItsCodeIsTheOnlyOne() {
    Caller caller = atTheCode();
    Window window = caller.window();
    Page other = window.page().context().newPage();
    other.navigate(window.page().url());
    Call call = isCalled(caller, 1);
    other.getByText("We are calling +32").first().waitFor();
    assertThat(other.locator("h1").innerText()).isEqualTo(heading(window));
    caller.answers(CallReceiver.code(call));
    other.reload();
    assertThat(other.url()).doesNotContain("/login");
  }

  private static String heading(Window window) {
    return window.page().locator("h1").innerText();
  }

  @Test
  void withoutScript() {
    TextCaller caller = textCaller(people.bySms()).givesPassword();
    String phone = caller.person().phone();
    Codes.next(phone);
    clock.turn(WAIT);
    caller.window().reload();
    caller.window().press(CALL);
    caller.answers(CallReceiver.code(GATEWAY.next(phone, 1)));
    assertThat(caller.window().path()).isEqualTo("/studies");
  }

  @Test
  void anAdminSeesTheCall() {
    Caller caller = atTheCode();
    Call call = isCalled(caller, 1);
    reports(caller.window(), call, "busy");
    says(caller.window(), "busy");
    Caller admin = caller(people.admin(), Width.DESK).comesIn();
    admin.window().open("/admin/messages");
    says(admin.window(), "busy");
    picture(admin.window(), "messages");
  }
}
