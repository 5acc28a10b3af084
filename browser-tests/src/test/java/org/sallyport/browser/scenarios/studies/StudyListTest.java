package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Keys;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.AtEachWidth;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.testing.People.Person;

/** The study list in a browser: by keyboard, without script, and while studies arrive. */
class StudyListTest extends Scenario {
  private static final String SELECT = "Select Vanderquill, Adelheid, CT thorax with contrast";

  @AtEachWidth
  void severalAreSelectedAndMarkedByKeyboard(Width width) {
    Window window = reader(width, true).window();
    Keys keys = new Keys(window);
    window.page().getByLabel(SELECT).focus();
    keys.press("Space");
    keys.press("Tab"); // the study
    keys.press("Tab"); // its images
    keys.press("Tab");
    keys.press("Space");
    assertThat(window.page().locator(".pick input:checked").count()).isEqualTo(2);
    window.button("Mark as read").focus();
    keys.go("Enter");
    assertThat(window.text()).contains("4 new");
    assertThat(window.complaints()).isEmpty();
  }

  @AtEachWidth
  void severalAreSelectedAndMarkedWithoutScript(Width width) {
    Window window = reader(width, false).window();
    window.tick(SELECT);
    window.press("Mark as read");
    assertThat(window.text()).contains("5 new");
    window.tick(SELECT);
    window.press("Mark as unread");
    assertThat(window.text()).contains("6 new");
    window.press("Mark as read");
    assertThat(window.text()).contains("Select at least one study first.");
  }

  @AtEachWidth
  void newStudiesAreSaidWhileTheListIsOpen(Width width) {
    Caller caller = reader(width, true);
    Window window = caller.window();
    clock.turn(Duration.ofSeconds(5));
    shelf.arrive(caller.person());
    window.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    window.page().waitForSelector("[data-arrived] .notice:not([hidden])");
    assertThat(window.text()).contains("1 new study");
    assertThat(window.page().title()).isEqualTo("(1) Studies – Sallyport");
    window.follow("Show");
    assertThat(window.text()).contains("Sleutelbloem, Ilse");
  }

  /** The sentence goes when the membership is left. */
  @Test
  void aLapsedMembershipIsSaidWhereItsStudiesWere() {
    Caller caller = reader(Width.DESK, false);
    circle.practice(people.byEmail(), caller.person());
    Window window = caller.window();
    window.open("/studies");
    assertThat(window.text()).doesNotContain("nobody confirmed that you are still a member");
    circle.lapse(caller.person());
    window.open("/studies?q=Vander");
    assertThat(window.text())
        .as("a search")
        .doesNotContain("nobody confirmed that you are still a member");
    window.open("/studies");
    assertThat(window.text()).contains("nobody confirmed that you are still a member");
    window.press(window.page().getByText("My groups"));
    window.press("Leave");
    window.open("/studies");
    assertThat(window.text()).doesNotContain("nobody confirmed that you are still a member");
  }

  private Caller reader(Width width, boolean script) {
    Person person = people.byEmail();
    shelf.fill(person);
    Caller caller = new Caller(person, window(width, script)).givesPassword();
    caller.answers(caller.mailedCode());
    return caller;
  }
}
