package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Fingers;
import org.sallyport.browser.actions.Fingers.Place;
import org.sallyport.browser.actions.Fingers.Way;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.ExpectedRegion.Shape;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import tools.jackson.databind.json.JsonMapper;

/** Rule 45 on screens with more than one pixel for a CSS pixel, beside the truth in mm. */
class ViewerRatioTest extends ViewerScenario {
  private static final String FILE = "pydicom/CT_small.dcm";
  private static final int COLUMNS = 128;
  private static final double SPACING = 0.661468;
  private static final int PHANTOM = 64;
  private static final int ALLOWED_PERCENT = 1;
  private static final double PERCENT = 100;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?");

  /** By how many CSS pixels a line of the library, or a path, is beside two places at most. */
  private static final String BESIDE =
      """
      ([selector, ...ends]) => {
        const numbers = it => it.tagName === 'path'
          ? it.getAttribute('d').match(/-?[0-9.]+/g).map(Number).slice(0, 4)
          : ['x1', 'y1', 'x2', 'y2'].map(name => Number(it.getAttribute(name)));
        const far = (one, two) => Math.max(...one.map((it, i) => Math.abs(it - two[i])));
        const all = [...document.querySelectorAll(selector)].map(numbers);
        return Math.min(1e6, ...all.flatMap(([a, b, c, d]) => [[a, b, c, d], [c, d, a, b]])
          .map(it => far(it, ends)));
      }
      """;

  @TempDir Path folder;

  /** A way to draw. */
  private interface Hand {
    void drags(Place from, Place to);

    void presses(Place at);
  }

  /** What was measured, and its truth. */
  private record Found(String hand, String what, double truth, double measured) {
    double percent() {
      return Math.abs(measured / truth - 1) * PERCENT;
    }
  }

  private Caller caller;
  private Stored study;
  private Window window;
  private Page page;
  private List<Double> reported;

  private void opens(Window in) {
    window = in;
    page = in.page();
    window.open(study.page(1));
    settles(window);
    ShownImage.awaitDrawing(page);
  }

  @BeforeEach
  void store() {
    caller = sessions.open(new Caller(people.byEmail(), window(Width.DESK)));
    window = caller.window();
    page = window.page();
    List<String> phantom = MadeObjects.phantom(folder, "thick", 16);
    study = samples.shareSeries(caller.person(), List.of(List.of(FILE), phantom));
    String series = study.series(2);
    String said =
        MadeObjects.run("reports.py", folder, study.uid().value(), "9", series, series + ".5");
    reported = new ArrayList<>();
    JsonMapper.shared()
        .readTree(said)
        .path("Nodule 2")
        .forEach(point -> point.forEach(it -> reported.add(it.doubleValue())));
    samples.add(folder.resolve("report-9.dcm"));
  }

  private BoundingBox box() {
    return page.locator(".pane__view").boundingBox();
  }

  private static double scale(BoundingBox box, int columns) {
    return Math.min(box.width, box.height) / columns;
  }

  /** Where a place of the image is on the screen, in whole CSS pixels as a mouse has them. */
  private Place at(double column, double row) {
    BoundingBox box = box();
    double scale = scale(box, COLUMNS);
    return new Place(
        Math.round(box.x + box.width / 2 + (column - COLUMNS / 2.0) * scale),
        Math.round(box.y + box.height / 2 + (row - COLUMNS / 2.0) * scale));
  }

  /** Column and row. */
  private List<Double> pixel(Place place) {
    BoundingBox box = box();
    double scale = scale(box, COLUMNS);
    return List.of(
        (place.x() - box.x - box.width / 2) / scale + COLUMNS / 2.0,
        (place.y() - box.y - box.height / 2) / scale + COLUMNS / 2.0);
  }

  private double distance(Place one, Place other) {
    return Math.hypot(one.x() - other.x(), one.y() - other.y()) / scale(box(), COLUMNS) * SPACING;
  }

  private List<String> lines() {
    return page.locator(".pane svg text tspan").allTextContents();
  }

  /** The first number of the line that has some words. */
  private double said(String words) {
    page.waitForCondition(() -> lines().stream().anyMatch(it -> it.contains(words)));
    // The library writes a little later than it draws.
    pauses(page, DOUBLE_CLICK_MILLIS);
    String line = lines().stream().filter(it -> it.contains(words)).findFirst().orElseThrow();
    return NUMBER
        .matcher(line)
        .results()
        .map(MatchResult::group)
        .map(Double::parseDouble)
        .findFirst()
        .orElseThrow();
  }

  private void clears() {
    window.use("Clear measurements");
    page.waitForCondition(() -> lines().isEmpty() && saved() == 0);
  }

  private Hand mouse() {
    return new Hand() {
      @Override
      public void drags(Place from, Place to) {
        page.mouse().move(from.x(), from.y());
        page.mouse().down();
        page.mouse().move((from.x() + to.x()) / 2, (from.y() + to.y()) / 2);
        page.mouse().move(to.x(), to.y());
        page.mouse().up();
      }

      @Override
      public void presses(Place at) {
        page.mouse().click(at.x(), at.y());
      }
    };
  }

  private static Hand finger(Fingers fingers) {
    return new Hand() {
      @Override
      public void drags(Place from, Place to) {
        fingers.draw(new Way(from, to));
      }

      @Override
      public void presses(Place at) {
        fingers.draw(new Way(new Place(at.x() - 20, at.y() - 20), at));
      }
    };
  }

  private List<Found> measures(String name, Hand hand) {
    List<Found> found = new ArrayList<>();
    page.keyboard().press("l");
    hand.drags(at(24, 30), at(104, 38));
    found.add(new Found(name, "length, mm", distance(at(24, 30), at(104, 38)), said(" mm")));
    clears();
    page.keyboard().press("a");
    hand.drags(at(24, 90), at(64, 90));
    pauses(page, DOUBLE_CLICK_MILLIS);
    hand.presses(at(100, 60));
    found.add(new Found(name, "angle, °", angle(at(24, 90), at(64, 90), at(100, 60)), said("°")));
    clears();
    page.keyboard().press("q");
    hand.drags(at(40, 50), at(90, 85));
    ExpectedRegion region =
        ExpectedRegion.of(
                SampleStudies.file(FILE),
                List.of(new Shape("rectangle", List.of(pixel(at(40, 50)), pixel(at(90, 85))))))
            .getFirst();
    found.add(new Found(name, "area, mm²", region.area(), said("Area")));
    found.add(new Found(name, "mean, HU", region.mean(), said("Mean")));
    clears();
    return found;
  }

  private static double angle(Place from, Place corner, Place to) {
    double turn =
        Math.atan2(from.y() - corner.y(), from.x() - corner.x())
            - Math.atan2(to.y() - corner.y(), to.x() - corner.x());
    double degrees = Math.abs(Math.toDegrees(turn));
    return degrees > 180 ? 360 - degrees : degrees;
  }

  /** The canvas has the pixels of the screen, and the corner says the zoom in CSS pixels. */
  private void isDrawnFor(double ratio) {
    page.waitForCondition(() -> Math.abs(canvasPixels() - ratio) < 0.01);
    assertThat(zoom(page)).isCloseTo(Math.round(PERCENT * scale(box(), COLUMNS)), within(1L));
  }

  private double canvasPixels() {
    return numbers(
            page.evaluate(
                "() => [...document.querySelectorAll('.pane canvas')].slice(0, 1)"
                    + ".map(it => it.width / it.getBoundingClientRect().width)"))
        .getFirst();
  }

  /** Draws a length that stays; returns the column and row of each end. */
  private List<List<Double>> draws() {
    // What was deleted is deleted at the server a little later.
    page.waitForCondition(() -> saved() == 0);
    page.keyboard().press("l");
    mouse().drags(at(30, 20), at(90, 26));
    said(" mm");
    page.waitForCondition(() -> saved() == 1);
    return List.of(pixel(at(30, 20)), pixel(at(90, 26)));
  }

  private int saved() {
    String script = "path => fetch(path).then(it => it.json()).then(it => it.length)";
    return ((Number) page.evaluate(script, "/studies/" + study.uid() + "/marks")).intValue();
  }

  /** By how many CSS pixels a line is drawn beside its place. */
  private double beside(String selector, int columns, List<Double> ends) {
    BoundingBox box = box();
    double scale = scale(box, columns);
    List<Object> told = new ArrayList<>(List.of(selector));
    for (int i = 0; i < ends.size(); i++) {
      told.add((i % 2 == 0 ? box.width : box.height) / 2 + (ends.get(i) - columns / 2.0) * scale);
    }
    page.waitForSelector(selector);
    return ((Number) page.evaluate(BESIDE, told)).doubleValue();
  }

  private double besideMark(List<List<Double>> ends) {
    page.waitForCondition(() -> lines().size() == 1);
    return beside(".pane__view svg line", COLUMNS, ends.stream().flatMap(List::stream).toList());
  }

  private double besideReport() {
    window.open(study.page(2) + "&object=" + study.series(2) + ".5");
    shows(window, "Image 5 of 16");
    return beside(".pane__reported path", PHANTOM, reported);
  }

  @Test
  void Rule45_isMeasuredAndDrawnInPlaceAtEveryRatio() {
    Hand finger = finger(new Fingers(page));
    ImageMatrix matrix = new ImageMatrix("Ratios of the screen");
    List<List<Double>> kept = List.of();
    List<String> table = new ArrayList<>();
    for (double ratio : List.of(1.0, 1.25, 1.5, 2.0, 3.0)) {
      window.moveTo(ratio, 1);
      opens(window);
      isDrawnFor(ratio);
      double most = kept.isEmpty() ? 0 : besideMark(kept);
      if (!kept.isEmpty()) {
        window.use("Clear measurements");
        page.waitForCondition(() -> saved() == 0);
      }
      List<Found> found =
          Stream.concat(measures("mouse", mouse()).stream(), measures("touch", finger).stream())
              .toList();
      for (String hand : List.of("mouse", "touch")) {
        List<Found> by = found.stream().filter(it -> it.hand().equals(hand)).toList();
        by.forEach(
            it ->
                table.add(
                    "| %s | %s | %s | %.2f | %.2f |"
                        .formatted(ratio, hand, it.what(), it.truth(), it.measured())));
        matrix.add(row(ratio + ", by " + hand, by));
      }
      kept = draws();
      double report = besideReport();
      table.add("| %s | | saved length, px beside its place | 0 | %.2f |".formatted(ratio, most));
      table.add("| %s | | marker of a report, the same | 0 | %.2f |".formatted(ratio, report));
      matrix.add(placed(ratio, Math.max(most, report)));
    }
    System.out.println("| ratio | by | what | truth | measured |\n" + String.join("\n", table));
    matrix.isWritten();
  }

  private static ImageMatrix.Row row(String ratio, List<Found> found) {
    double most = found.stream().mapToDouble(Found::percent).max().orElseThrow();
    assertThat(most).as(found.toString()).isLessThanOrEqualTo(ALLOWED_PERCENT);
    String what = "length, angle, area, mean";
    int percent = (int) Math.ceil(most);
    return new ImageMatrix.Row(
        "ratio " + ratio, what, what, "Pixel Spacing, numpy", ALLOWED_PERCENT, percent, " %");
  }

  private static ImageMatrix.Row placed(double ratio, double most) {
    assertThat(most).as("ratio %s", ratio).isLessThanOrEqualTo(1);
    String what = "a saved length and a report’s marker in place";
    return new ImageMatrix.Row(
        "ratio " + ratio, what, what, "Part 3", 1, (int) Math.ceil(most), " px");
  }

  @Test
  void Rule45_aMarkStaysInPlaceWhenTheWindowMovesAndTheBrowserZooms() {
    opens(window);
    List<List<Double>> ends = draws();
    String words = lines().getFirst();
    isMovedAndZoomed(ends, words, 2, 1);
    isMovedAndZoomed(ends, words, 1, 1);
    isMovedAndZoomed(ends, words, 1.25, 1);
    // A width of the pane that is no whole number.
    isMovedAndZoomed(ends, words, 1, 1.1);
    isMovedAndZoomed(ends, words, 1.5, 1.75);
    isMovedAndZoomed(ends, words, 1, 0.67);
  }

  private void isMovedAndZoomed(List<List<Double>> ends, String words, double ratio, double zoom) {
    window.moveTo(ratio, zoom);
    isDrawnFor(ratio * zoom);
    ShownImage.awaitDrawing(page);
    assertThat(besideMark(ends)).as("ratio %s, zoom %s", ratio, zoom).isLessThanOrEqualTo(1);
    assertThat(lines()).containsExactly(words);
    page.keyboard().press("l");
    mouse().drags(at(24, 60), at(104, 68));
    page.waitForCondition(() -> lines().size() == 2);
    pauses(page, DOUBLE_CLICK_MILLIS);
    assertThat(lines())
        .as("ratio %s, zoom %s", ratio, zoom)
        .anySatisfy(
            it ->
                assertThat(Double.parseDouble(it.replace(" mm", "")))
                    .isCloseTo(distance(at(24, 60), at(104, 68)), within(0.3)));
    page.keyboard().press("Delete");
    page.waitForCondition(() -> lines().size() == 1);
  }

  @Test
  void Rule45_isMeasuredAndDrawnInPlaceOnARealScreenOfRatio2() {
    opens(sessions.open(new Caller(caller.person(), windowOnScreen(2))).window());
    isDrawnFor(2);
    for (Found found : measures("mouse", mouse())) {
      assertThat(found.percent()).as(found.toString()).isLessThanOrEqualTo(ALLOWED_PERCENT);
    }
    List<List<Double>> ends = draws();
    opens(window);
    assertThat(besideMark(ends)).isLessThanOrEqualTo(1);
    assertThat(besideReport()).isLessThanOrEqualTo(1);
  }
}
