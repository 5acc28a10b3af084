package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Fingers.Place;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.ExpectedRegion.Shape;

/** What is measured on a CT image, compared with numpy where there are values. */
class ViewerRegionsTest extends ViewerScenario {
  private static final String FILE = "pydicom/CT_small.dcm";
  private static final int PIXELS = 128;
  private static final double SPACING = 0.661468;
  private static final Pattern NUMBER = Pattern.compile("-?[0-9.]+");

  private Window window;
  private Page page;

  @BeforeEach
  void open() {
    Caller caller = reader(Width.DESK);
    window = caller.window();
    page = window.page();
    window.open(samples.share(caller.person(), List.of(FILE)).page(1));
    settles(window);
  }

  /** Where a place of the image is on the screen, in whole pixels as a mouse has them. */
  private Place at(double column, double row) {
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double scale = Math.min(box.width, box.height) / PIXELS;
    return new Place(
        Math.round(box.x + box.width / 2 + (column - PIXELS / 2.0) * scale),
        Math.round(box.y + box.height / 2 + (row - PIXELS / 2.0) * scale));
  }

  private List<Double> pixel(Place place) {
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double scale = Math.min(box.width, box.height) / PIXELS;
    return List.of(
        (place.x() - box.x - box.width / 2) / scale + PIXELS / 2.0,
        (place.y() - box.y - box.height / 2) / scale + PIXELS / 2.0);
  }

  private void drags(List<Place> way) {
    page.mouse().move(way.getFirst().x(), way.getFirst().y());
    page.mouse().down();
    way.forEach(place -> page.mouse().move(place.x(), place.y()));
    page.mouse().up();
    pauses(page, DOUBLE_CLICK_MILLIS);
  }

  /** What is written beside the measurements, line by line. */
  private List<String> lines() {
    return page.locator(".pane svg text tspan").allTextContents();
  }

  private double number(String words) {
    String line = lines().stream().filter(it -> it.contains(words)).findFirst().orElseThrow();
    Matcher number = NUMBER.matcher(line);
    assertThat(number.find()).as(line).isTrue();
    return Double.parseDouble(number.group());
  }

  private void isAsExpected(Shape shape) {
    ExpectedRegion expected =
        ExpectedRegion.of(SampleStudies.file(FILE), List.of(shape)).getFirst();
    page.waitForCondition(() -> lines().stream().anyMatch(it -> it.startsWith("Mean")));
    assertThat(number("Area")).isCloseTo(expected.area(), percent(expected.area(), 0.5));
    assertThat(number("Mean")).isCloseTo(expected.mean(), percent(expected.mean(), 0.5));
    assertThat(number("SD")).isCloseTo(expected.deviation(), percent(expected.deviation(), 0.5));
    assertThat(lines())
        .contains("%.0f to %.0f HU".formatted(expected.least(), expected.most()))
        .anyMatch(it -> it.endsWith(" mm²"));
  }

  private static Offset<Double> percent(double value, double percent) {
    return Offset.offset(Math.abs(value) * percent / 100);
  }

  private void isMeasured(String key, String kind, List<Place> way) {
    page.keyboard().press(key);
    drags(way);
    isAsExpected(new Shape(kind, way.stream().map(this::pixel).toList()));
  }

  private void clears() {
    page.keyboard().press("Delete");
    page.waitForCondition(() -> lines().isEmpty());
  }

  @Test
  void Rule45_regionsHaveTheValuesThatNumpyFinds() {
    isMeasured("e", "ellipse", List.of(at(60, 60), at(90, 75)));
    clears();
    isMeasured("o", "circle", List.of(at(60, 60), at(80, 75)));
    clears();
    isMeasured("q", "rectangle", List.of(at(90, 85), at(40, 50)));
    clears();
    List<Place> way = new ArrayList<>();
    for (int i = 0; i <= 60; i++) {
      double turn = 2 * Math.PI * i / 60;
      double radius = 25 + 8 * Math.cos(3 * turn);
      way.add(at(64 + radius * Math.cos(turn), 64 + radius * Math.sin(turn)));
    }
    isMeasured("f", "freehand", way);
    clears();
    hasNoValuesBeyondTheImage();
  }

  private void hasNoValuesBeyondTheImage() {
    page.keyboard().press("o");
    drags(List.of(at(100, 64), at(135, 64)));
    page.waitForCondition(() -> !lines().isEmpty());
    assertThat(lines()).hasSize(1);
    double radius = (pixel(at(135, 64)).getFirst() - pixel(at(100, 64)).getFirst()) * SPACING;
    double area = Math.PI * radius * radius;
    assertThat(number("Area")).isCloseTo(area, percent(area, 0.5));
  }

  @Test
  void Rule45_valuesDiametersAndCobbAngles() {
    page.keyboard().press("d");
    Place place = at(40.5, 70.5);
    page.mouse().click(place.x(), place.y());
    page.waitForCondition(() -> !lines().isEmpty());
    assertThat(lines()).as("the pixel below").containsExactly("%.0f HU".formatted(valueAt(40, 70)));
    pauses(page, DOUBLE_CLICK_MILLIS);
    clears();
    page.keyboard().press("b");
    drags(List.of(at(40, 64), at(88, 64)));
    page.waitForCondition(() -> lines().size() == 2);
    double width = (pixel(at(88, 64)).getFirst() - pixel(at(40, 64)).getFirst()) * SPACING;
    assertThat(number(" mm")).isCloseTo(width, percent(width, 0.5));
    clears();
    page.keyboard().press("k");
    drags(List.of(at(40, 40), at(80, 40)));
    drags(List.of(at(80, 90), at(40, 70)));
    List<Double> from = pixel(at(80, 90));
    List<Double> to = pixel(at(40, 70));
    double expected = Math.toDegrees(Math.atan2(from.get(1) - to.get(1), from.get(0) - to.get(0)));
    page.waitForCondition(() -> !lines().isEmpty());
    assertThat(lines()).hasSize(1);
    assertThat(number("°"))
        .as("the same whichever way the lines are drawn")
        .isCloseTo(expected, Offset.offset(0.2));
    clears();
    // A spine that lies on its side: lines that are nearly upright, drawn to and fro.
    drags(List.of(at(40, 40), at(42, 80)));
    drags(List.of(at(90, 80), at(92, 40)));
    page.waitForCondition(() -> !lines().isEmpty());
    assertThat(number("°")).as("not nearly 180").isBetween(5.0, 6.5);
  }

  private static double valueAt(int column, int row) {
    List<Double> from = List.of(column + 0.1, row + 0.1);
    List<Double> to = List.of(column + 0.9, row + 0.9);
    return ExpectedRegion.of(
            SampleStudies.file(FILE), List.of(new Shape("rectangle", List.of(from, to))))
        .getFirst()
        .mean();
  }

  @Test
  void Rule45_aReadersOwnScaleHoldsForTheImageAndSaysSo() {
    window.use("Calibrate");
    page.getByText("Draw a length along something of known size first").first().waitFor();
    page.keyboard().press("l");
    drags(List.of(at(40, 64), at(90, 64)));
    page.waitForCondition(() -> lines().size() == 1);
    window.use("Calibrate");
    page.keyboard().type("100");
    page.keyboard().press("Enter");
    page.waitForCondition(() -> lines().contains("100 mm, calibrated by you"));
    drags(List.of(at(40, 30), at(40, 55)));
    page.waitForCondition(() -> lines().size() == 2);
    double column = 100 / (pixel(at(90, 64)).getFirst() - pixel(at(40, 64)).getFirst());
    double expected = (pixel(at(40, 55)).getLast() - pixel(at(40, 30)).getLast()) * column;
    assertThat(lines()).allMatch(line -> line.endsWith(" mm, calibrated by you"));
    assertThat(number(" mm")).as("the first one").isEqualTo(100);
    assertThat(Double.parseDouble(lines().getLast().replaceAll(" .*", "")))
        .isCloseTo(expected, percent(expected, 0.5));
    window.use("Calibrate");
    page.getByText("Use the image’s own scale").click();
    page.waitForCondition(() -> lines().stream().noneMatch(it -> it.contains("by you")));
  }

  @Test
  void anArrowSaysWhatItsReaderWrote() {
    page.keyboard().press("j");
    drags(List.of(at(70, 70), at(40, 40)));
    page.keyboard().type("Nodule?");
    page.keyboard().press("Enter");
    page.waitForCondition(() -> lines().contains("Nodule?"));
    page.keyboard().press("Control+z");
    page.waitForCondition(() -> lines().isEmpty());
    page.keyboard().press("Control+Shift+Z");
    page.waitForCondition(() -> lines().contains("Nodule?"));
    page.keyboard().press("Control+z");
    page.waitForCondition(() -> lines().isEmpty());
    isNoneWithoutWords();
  }

  private void isNoneWithoutWords() {
    page.keyboard().press("j");
    drags(List.of(at(70, 70), at(40, 40)));
    page.keyboard().press("Escape");
    page.waitForCondition(() -> page.locator(".pane svg line, .pane svg path").count() == 0);
    page.keyboard().press("Control+z");
    page.locator("[role=status]").getByText("There is nothing to undo.").waitFor();
    page.keyboard().press("l");
    drags(List.of(at(30, 30), at(60, 30)));
    page.waitForCondition(() -> lines().size() == 1);
    page.keyboard().press("Control+z");
    page.waitForCondition(() -> lines().isEmpty());
  }

  @Test
  void theMagnifierIsThereWhileTheButtonIsDown() {
    page.keyboard().press("g");
    Place place = at(64, 64);
    page.mouse().move(place.x(), place.y());
    page.mouse().down();
    page.waitForCondition(() -> page.locator(".magnifyTool canvas").count() == 1);
    page.mouse().move(place.x() + 60, place.y());
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
    List<Double> below = pixel(new Place(place.x() + 60, place.y()));
    double grey =
        drawnAt(page, below.getFirst() - 0.5, below.getLast() - 0.5, PIXELS, PIXELS).getFirst();
    // The magnifier has a place of its own before it has its image.
    page.waitForCondition(() -> Math.abs(magnified() - grey) <= 12);
    page.mouse().up();
    page.waitForCondition(() -> page.locator(".magnifyTool").count() == 0);
  }

  private double magnified() {
    String script =
        """
        () => {
          const canvas = document.querySelector('.magnifyTool canvas');
          const copy = new OffscreenCanvas(1, 1).getContext('2d');
          copy.drawImage(canvas, canvas.width / 2, canvas.height / 2, 1, 1, 0, 0, 1, 1);
          return [copy.getImageData(0, 0, 1, 1).data[0]];
        }
        """;
    return numbers(page.evaluate(script)).getFirst();
  }
}
