package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** Several panes, and how they belong together. Places are those that phantom.py says. */
class ViewerLayoutTest extends ViewerScenario {
  private static final Offset<Double> A_PIXEL = Offset.offset(1.5);

  @TempDir Path folder;
  private Window window;
  private Page page;

  @BeforeEach
  void open() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.shareSeries(
            caller.person(),
            List.of(
                MadeObjects.phantom(folder, "axial", 32),
                MadeObjects.phantom(folder, "sagittal", 16),
                MadeObjects.phantom(folder, "thick", 16),
                MadeObjects.phantom(folder, "other", 16)));
    window = caller.window();
    page = window.page();
    window.open(study.page(1));
    settles(window);
  }

  private Locator pane(int number) {
    return page.locator(".pane").nth(number - 1);
  }

  /** Waits until a pane shows an image with these words. */
  private void shows(int pane, String image) {
    pane(pane)
        .locator(".overlay__image")
        .getByText(image, new Locator.GetByTextOptions().setExact(true))
        .waitFor();
    pane(pane).and(page.locator(SHOWN)).waitFor();
  }

  private void opens(int pane, int series) {
    pane(pane).focus();
    page.locator(".strip__series").nth(series - 1).click();
    page.waitForCondition(() -> pane(pane).locator(".overlay__image span").count() > 0);
    shows(pane, "Image 1 of " + (series == 1 ? 32 : 16));
  }

  /** The ends of the line over a pane, in mm of an image of 64 mm that fits it. */
  private List<Double> line(int pane) {
    Locator line = pane(pane).locator(".cross__line");
    line.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    List<Double> ends =
        numbers(
            line.evaluate("it => ['x1', 'y1', 'x2', 'y2'].map(name => +it.getAttribute(name))"));
    BoundingBox box = pane(pane).locator(".pane__view").boundingBox();
    double scale = Math.min(box.width, box.height) / 64;
    return List.of(
        (ends.get(0) - box.width / 2) / scale + 32,
        (ends.get(1) - box.height / 2) / scale + 32,
        (ends.get(2) - box.width / 2) / scale + 32,
        (ends.get(3) - box.height / 2) / scale + 32);
  }

  @Test
  void aLineSaysWhereTheOtherImageIs() {
    window.use("Compare");
    opens(2, 2);
    pane(1).focus();
    page.keyboard().press("PageDown");
    shows(1, "Image 11 of 32");
    // z = 20 mm, of rows that begin half a pixel above 63 mm and lead down.
    List<Double> ends = line(2);
    assertThat(ends.get(1)).isCloseTo(43.5, Offset.offset(0.1));
    assertThat(ends.get(3)).isCloseTo(43.5, Offset.offset(0.1));
    assertThat(Math.abs(ends.get(2) - ends.get(0))).isCloseTo(64, Offset.offset(0.1));
    assertThat(pane(1).locator(".cross__line").count()).isZero();
    pane(2).focus();
    page.keyboard().press("ArrowDown");
    shows(2, "Image 2 of 16");
    // x = 4 mm.
    assertThat(line(1).get(0)).isCloseTo(4.5, Offset.offset(0.1));
    page.keyboard().press("t");
    assertThat(pane(1).locator(".cross__line").isVisible()).isFalse();
    page.keyboard().press("t");
    opens(2, 4);
    pane(1).focus();
    assertThat(page.locator(".cross__line").count()).as("lines to another space").isZero();
  }

  @Test
  void aPointIsFoundInTheOtherPlane() {
    window.use("Compare");
    opens(2, 2);
    pane(1).focus();
    page.keyboard().press("x");
    BoundingBox box = pane(1).locator(".pane__view").boundingBox();
    double scale = Math.min(box.width, box.height) / 64;
    // x = 40 mm, y = 10 mm.
    page.mouse()
        .click(
            box.x + box.width / 2 + (40.5 - 32) * scale,
            box.y + box.height / 2 + (10.5 - 32) * scale);
    shows(2, "Image 11 of 16");
    Locator cross = pane(2).locator(".cross__point");
    page.waitForCondition(() -> cross.count() == 2);
    BoundingBox other = pane(2).boundingBox();
    List<Double> middle =
        numbers(
            cross
                .first()
                .evaluate(
                    "it => [(+it.getAttribute('x1') + +it.getAttribute('x2')) / 2, +it.getAttribute('y1')]"));
    // y = 10 mm to the right, z = 0 at the bottom.
    assertThat(middle.get(0)).isCloseTo(other.width / 2 + (10.5 - 32) * scale, A_PIXEL);
    assertThat(middle.get(1)).isCloseTo(other.height / 2 + (63.5 - 32) * scale, A_PIXEL);
    page.keyboard().press("w");
    assertThat(cross.count()).isZero();
  }

  @Test
  void linkedPanesFollowByPositionAndOtherwiseByDistance() {
    window.use("Compare");
    opens(2, 3);
    pane(2).focus();
    page.keyboard().press("End");
    shows(2, "Image 16 of 16");
    pane(1).focus();
    page.keyboard().press("u");
    shows(2, "Image 1 of 16");
    page.keyboard().press("PageDown");
    shows(1, "Image 11 of 32");
    shows(2, "Image 6 of 16");
    page.keyboard().press("u");
    page.keyboard().press("PageDown");
    shows(1, "Image 21 of 32");
    shows(2, "Image 6 of 16");
    opens(2, 4);
    pane(1).focus();
    page.keyboard().press("u");
    // 20 mm on, which are five images of the other series.
    page.keyboard().press("PageDown");
    shows(1, "Image 31 of 32");
    shows(2, "Image 6 of 16");
    page.keyboard().press("+");
    page.keyboard().press("+");
    page.keyboard().press("Shift+ArrowRight");
    // A pixel of 2 mm is drawn twice as large as one of 1 mm.
    page.waitForCondition(() -> Math.abs(zoom(2) - 2 * zoom(1)) <= 1 && zoom(1) > 1000);
    page.keyboard().press("3");
    page.waitForCondition(() -> view(2).contains("C -600 W 1500"));
  }

  private String view(int pane) {
    return pane(pane).locator(".overlay__view").innerText();
  }

  private int zoom(int pane) {
    return Integer.parseInt(view(pane).replaceAll("(?s).*Zoom (\\d+) %.*", "$1"));
  }

  @Test
  void aSeriesIsDraggedToAPane() {
    window.use("Compare");
    pane(1).focus();
    page.locator(".strip__series").nth(1).dragTo(pane(2));
    shows(2, "Image 1 of 16");
    shows(1, "Image 1 of 32");
    assertThat(page.locator(".strip__series[aria-current=true]").innerText())
        .contains("2 Stack of 16");
  }

  @Test
  void fourImagesOfASeriesScrollTogether() {
    window.use("Four images");
    shows(1, "Image 1 of 32");
    shows(2, "Image 2 of 32");
    shows(4, "Image 4 of 32");
    page.keyboard().press("PageDown");
    shows(1, "Image 11 of 32");
    shows(4, "Image 14 of 32");
    page.getByLabel("Panes").selectOption("1 pane");
    page.waitForCondition(() -> page.locator(".pane").count() == 1);
    shows(1, "Image 11 of 32");
    page.keyboard().press("y");
    page.keyboard().press("y");
    page.waitForCondition(() -> page.locator(".pane").count() == 3);
    page.keyboard().press("y");
    page.keyboard().press("y");
    page.waitForCondition(() -> page.locator(".pane").count() == 1);
  }
}
