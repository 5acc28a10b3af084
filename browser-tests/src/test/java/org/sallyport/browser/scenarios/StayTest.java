package org.sallyport.browser.scenarios;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.time.Duration;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Keys;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.testing.People;

/**
 * The warning before a session ends (WCAG 2.2, 2.2.1), in a browser whose clock the test controls.
 */
class StayTest extends Scenario {
  private Window on(String path, Width width) {
    Caller caller = caller(people.byEmail(), width);
    caller.window().installsClock();
    caller.comesIn();
    caller.window().open(path);
    return caller.window();
  }

  /** Lets the page poll for the first time, a minute before the warning is due. */
  private static void looks(Window window) {
    window.page().waitForResponse("**/session/left", () -> passes(window, Duration.ofMinutes(27)));
  }

  private static void passes(Window window, Duration time) {
    window.page().clock().runFor(time.toMillis());
  }

  private static Locator warning(Window window) {
    return window.page().getByRole(AriaRole.ALERTDIALOG);
  }

  @AtEachWidth
  void comesTwoMinutesBeforeAndIsAnsweredByStayingSignedIn(Width width) {
    Window window = on("/settings/account", width);
    assertThat(warning(window)).isHidden();
    clock.turn(Duration.ofMinutes(28));
    looks(window);
    assertThat(warning(window)).containsText("You will be signed out in 2 min");
    assertThat(window.barriers()).isEmpty();
    assertThat(new Keys(window).at()).isEqualTo("Stay signed in");
    window.button("Stay signed in").click();
    assertThat(warning(window)).isHidden();
    clock.turn(Duration.ofMinutes(27));
    window.reload();
    assertThat(window.path()).isEqualTo("/settings/account");
  }

  @AtEachWidth
  void unansweredItLeadsToTheSignInWhichSaysWhyAndBack(Width width) {
    Caller caller = caller(people.byEmail(), width);
    caller.window().installsClock();
    caller.comesIn();
    Window window = caller.window();
    window.open("/settings/sessions");
    clock.turn(Duration.ofMinutes(28));
    looks(window);
    assertThat(warning(window)).isVisible();
    clock.turn(Duration.ofMinutes(2));
    passes(window, Duration.ofSeconds(5));
    window.page().waitForURL("**/login");
    assertThat(window.text())
        .contains(
            "You were signed out after 30 minutes without use. Sign in to continue where you left off.");
    window.type("Username", caller.person().username());
    window.type("Password", People.PASSWORD);
    window.press("Continue");
    caller.answers(caller.mailedCode());
    assertThat(window.path()).isEqualTo("/settings/sessions");
  }

  @AtEachWidth
  void twoTabsAgree(Width width) {
    Window window = on("/settings/account", width);
    Page other = window.page().context().newPage();
    other.navigate(window.page().url());
    clock.turn(Duration.ofMinutes(20));
    other.reload();
    clock.turn(Duration.ofMinutes(8));
    looks(window);
    assertThat(warning(window)).isHidden();
    clock.turn(Duration.ofMinutes(20));
    window.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    assertThat(warning(window)).isVisible();
    other.reload();
    passes(window, Duration.ofSeconds(5));
    assertThat(warning(window)).isHidden();
  }
}
