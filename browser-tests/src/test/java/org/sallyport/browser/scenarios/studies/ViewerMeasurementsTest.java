package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Fingers;
import org.sallyport.browser.actions.Fingers.Place;
import org.sallyport.browser.actions.Fingers.Way;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;

/** A measurement is selected, moved, deleted, and all of that taken back. */
class ViewerMeasurementsTest extends ViewerScenario {
  private static final String LENGTHS =
      "() => [...document.querySelectorAll('.pane svg text')].map(it => it.textContent)"
          + ".filter(it => /mm|px/.test(it)).map(it => parseFloat(it))";

  private static Place middle(Page page) {
    BoundingBox box = page.locator(".pane__view").boundingBox();
    return new Place(box.x + box.width / 2, box.y + box.height / 2);
  }

  private static Place beside(Place place, double right, double down) {
    return new Place(place.x() + right, place.y() + down);
  }

  private static void drags(Page page, Place from, Place to) {
    page.mouse().move(from.x(), from.y());
    page.mouse().down();
    page.mouse().move(to.x(), to.y(), new Mouse.MoveOptions().setSteps(4));
    page.mouse().up();
  }

  /** Waits until that many lengths are written, and returns them. */
  private static List<Double> lengths(Page page, int count) {
    page.waitForCondition(() -> numbers(page.evaluate(LENGTHS)).size() == count);
    // The library writes the length ten times a second.
    pauses(page, 150);
    return numbers(page.evaluate(LENGTHS));
  }

  private static void hears(Page page, String words) {
    page.locator("[role=status]").getByText(words).waitFor();
  }

  @Test
  void theSelectedOneIsDeletedByKeyAndComesBack() {
    Page page = opened(Width.DESK).page();
    Place at = middle(page);
    page.keyboard().press("l");
    drags(page, beside(at, -80, -60), beside(at, 80, -60));
    drags(page, beside(at, -40, 60), beside(at, 40, 60));
    List<Double> both = lengths(page, 2);
    double longer = both.get(0);
    assertThat(both.get(1)).isCloseTo(longer / 2, Offset.offset(longer / 50));
    page.keyboard().press("Delete");
    assertThat(lengths(page, 1)).as("the last one was selected").containsExactly(longer);
    hears(page, "The measurement was deleted.");
    page.keyboard().press("Delete");
    hears(page, "No measurement is selected.");
    page.keyboard().press("Control+z");
    assertThat(lengths(page, 2)).containsExactlyInAnyOrderElementsOf(both);
    page.keyboard().press("Control+Shift+Z");
    assertThat(lengths(page, 1)).containsExactly(longer);
    page.mouse().click(at.x(), at.y() - 60);
    // Until then it may be half of a double click.
    pauses(page, DOUBLE_CLICK_MILLIS);
    page.keyboard().press("Backspace");
    assertThat(lengths(page, 0)).as("the one that was pressed on").isEmpty();
    page.keyboard().press("Meta+z");
    page.keyboard().press("Control+z");
    assertThat(lengths(page, 2)).containsExactlyInAnyOrderElementsOf(both);
  }

  @Test
  void whatIsNotSeenIsNotDeleted() {
    Window window = opened(Width.DESK);
    Page page = window.page();
    Place at = middle(page);
    page.keyboard().press("l");
    drags(page, beside(at, -60, 0), beside(at, 60, 0));
    lengths(page, 1);
    page.keyboard().press("ArrowDown");
    shows(window, "Image 2 of 16");
    page.keyboard().press("Delete");
    hears(page, "No measurement is selected.");
    page.keyboard().press("ArrowUp");
    shows(window, "Image 1 of 16");
    lengths(page, 1);
    page.keyboard().press("Delete");
    assertThat(lengths(page, 0)).isEmpty();
  }

  @Test
  void aMovedEndGoesBackAndAMeasurementThatWasDrawnGoesAway() {
    Page page = opened(Width.DESK).page();
    Place at = middle(page);
    hearsNothingToUndo(page);
    page.keyboard().press("l");
    drags(page, beside(at, -60, 0), beside(at, 0, 0));
    double drawn = lengths(page, 1).getFirst();
    page.keyboard().press("w");
    drags(page, beside(at, 0, 0), beside(at, 60, 0));
    double moved = lengths(page, 1).getFirst();
    assertThat(moved).isCloseTo(drawn * 2, Offset.offset(drawn / 25));
    page.keyboard().press("Control+z");
    assertThat(lengths(page, 1)).containsExactly(drawn);
    page.keyboard().press("Control+y");
    assertThat(lengths(page, 1)).containsExactly(moved);
    page.keyboard().press("Control+z");
    page.keyboard().press("Control+z");
    assertThat(lengths(page, 0)).isEmpty();
    hearsNothingToUndo(page);
    page.keyboard().press("Control+y");
    assertThat(lengths(page, 1)).containsExactly(drawn);
    page.keyboard().press("Delete");
    assertThat(lengths(page, 0)).isEmpty();
    page.keyboard().press("Control+z");
    assertThat(lengths(page, 1)).containsExactly(drawn);
    page.keyboard().press("Delete");
    assertThat(lengths(page, 0)).isEmpty();
  }

  private static void hearsNothingToUndo(Page page) {
    page.keyboard().press("Control+z");
    hears(page, "There is nothing to undo.");
  }

  @Test
  void allThatWereClearedComeBackByTheButton() {
    Window window = opened(Width.DESK);
    Page page = window.page();
    Place at = middle(page);
    page.keyboard().press("l");
    drags(page, beside(at, -80, -60), beside(at, 80, -60));
    drags(page, beside(at, -40, 60), beside(at, 40, 60));
    List<Double> both = lengths(page, 2);
    window.use("Clear measurements");
    assertThat(lengths(page, 0)).isEmpty();
    window.use("Undo");
    assertThat(lengths(page, 2)).containsExactlyInAnyOrderElementsOf(both);
    window.use("Redo");
    assertThat(lengths(page, 0)).isEmpty();
  }

  @Test
  void anAngleWithOneLegLeavesNothingToUndo() {
    Page page = opened(Width.DESK).page();
    Place at = middle(page);
    page.keyboard().press("a");
    drags(page, beside(at, -60, 0), beside(at, 0, 40));
    page.keyboard().press("w");
    page.waitForCondition(() -> page.locator(".pane svg line").count() == 0);
    hearsNothingToUndo(page);
    page.keyboard().press("Control+y");
    hears(page, "There is nothing to do again.");
    page.keyboard().press("l");
    drags(page, beside(at, -60, 0), beside(at, 60, 0));
    lengths(page, 1);
    page.keyboard().press("Control+z");
    assertThat(lengths(page, 0)).isEmpty();
  }

  @Test
  void whatWasDrawnInAPaneThatIsClosedDoesNotComeBack() {
    Window window = opened(Width.DESK);
    Page page = window.page();
    window.use("Compare");
    page.locator(".strip").getByText("explicit_little.dcm").click();
    shows(window, "Image 1 of 16");
    BoundingBox box = page.locator(".pane.is-active .pane__view").boundingBox();
    Place at = new Place(box.x + box.width / 2, box.y + box.height / 2);
    page.keyboard().press("l");
    drags(page, beside(at, -60, 0), beside(at, 60, 0));
    page.waitForCondition(() -> !numbers(page.evaluate(LENGTHS)).isEmpty());
    page.keyboard().press("Control+z");
    assertThat(lengths(page, 0)).isEmpty();
    window.use("Compare");
    page.keyboard().press("Control+y");
    hears(page, "There is nothing to do again.");
  }

  @Test
  void aSecondFingerPutsBackWhatTheFirstWasMoving() {
    Window window = opened(Width.PHONE);
    Page page = window.page();
    Place at = middle(page);
    Fingers fingers = new Fingers(page);
    window.use("Length");
    fingers.draw(new Way(beside(at, -60, 0), beside(at, 60, 0)));
    double drawn = lengths(page, 1).getFirst();
    Place end = beside(at, 60, 0);
    fingers.down(end);
    fingers.move(beside(end, 10, 20));
    fingers.move(beside(end, 20, 60));
    assertThat(lengths(page, 1).getFirst()).isGreaterThan(drawn);
    fingers.down(beside(end, 20, 60), beside(at, -80, -80));
    fingers.move(beside(end, 22, 62), beside(at, -80, -80));
    fingers.lift();
    assertThat(lengths(page, 1)).containsExactly(drawn);
  }
}
