package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a structured report measured, drawn on the image in the viewer. */
class ViewerReportedTest extends ViewerScenario {
  private static final int SIZE = 64;

  /**
   * The drawings that are on the screen: each with the words beside it and the points of its path.
   */
  private static final String DRAWN =
      """
      () => [...document.querySelectorAll('.pane__reported path')].map(path => ({
        words: path.nextElementSibling.textContent,
        points: path.getAttribute('d').match(/-?[0-9.]+(e-?[0-9]+)?/g).map(Number),
        kind: path.getAttribute('class'),
      }))
      """;

  /** The left and upper edge of the image in the pane, and the size of its pixels. */
  private static final String PLACED =
      """
      columns => {
        const box = document.querySelector('.pane canvas').getBoundingClientRect();
        const scale = Math.min(box.width, box.height) / columns;
        return [(box.width - columns * scale) / 2, (box.height - columns * scale) / 2, scale];
      }
      """;

  @TempDir Path folder;

  @Test
  void isDrawnWhereTheReportSaysAndNamed() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Page page = window.page();
    List<String> phantom = MadeObjects.phantom(folder, "thick", 16);
    Stored study = samples.shareSeries(caller.person(), List.of(phantom));
    String object = study.series(1) + ".5";
    Map<String, List<Double>> expected = report(study, object);
    samples.add(folder.resolve("report-9.dcm"));

    window.open("/studies/" + study.uid() + "/reports/" + study.series(9) + ".1");
    page.locator("a[aria-label='Show on the image: Length']").click();
    shows(window, "Image 5 of 16");
    page.waitForSelector(".pane__reported path");
    List<Drawing> drawn = drawn(page);
    assertThat(drawn).extracting(Drawing::name).containsExactlyElementsOf(expected.keySet());
    List<Double> placed = numbers(page.evaluate(PLACED, SIZE));
    for (Drawing drawing : drawn) {
      isAt(drawing, Objects.requireNonNull(expected.get(drawing.name())), placed);
    }
    String said = page.locator(".overlay__image").innerText();
    assertThat(said)
        .contains("Nodule 1 \u00b7 Lung \u00b7 Area 180.5 mm\u00b2")
        .contains("Above \u00b7 Area 100 mm\u00b2 (not drawn)")
        .doesNotContain("Elsewhere");

    page.locator(".pane").focus();
    page.keyboard().press("\\");
    page.waitForCondition(() -> page.locator(".pane__reported path").count() == 0);
    page.keyboard().press("\\");
    page.waitForCondition(() -> page.locator(".pane__reported path").count() == 6);
    page.keyboard().press("ArrowDown");
    shows(window, "Image 6 of 16");
    page.waitForCondition(() -> page.locator(".pane__reported path").count() == 0);
    assertThat(page.locator(".overlay__image").innerText()).doesNotContain("Report:");
  }

  private record Drawing(String name, String kind, List<Double> points) {}

  private static List<Drawing> drawn(Page page) {
    List<Drawing> drawn = new ArrayList<>();
    for (Object it : (List<?>) page.evaluate(DRAWN)) {
      Map<?, ?> found = (Map<?, ?>) it;
      String name = String.valueOf(found.get("words")).replaceFirst(" \u00b7 .*", "");
      String kind = String.valueOf(found.get("kind"));
      drawn.add(new Drawing(name, kind, numbers(Objects.requireNonNull(found.get("points")))));
    }
    return drawn;
  }

  /**
   * Checks the ends of lines; of a circle and an ellipse, how far each point is from the middle.
   */
  private static void isAt(Drawing drawing, List<Double> expected, List<Double> placed) {
    List<Double> drawn = new ArrayList<>();
    for (int i = 0; i < drawing.points().size(); i++) {
      drawn.add((drawing.points().get(i) - placed.get(i % 2)) / placed.get(2));
    }
    double pixel = 1 / placed.get(2);
    switch (drawing.name()) {
      case "Cyst" -> isAround(drawn, List.of(48.0, 16.0), 6, 6, pixel);
      case "Vessel" -> isAround(drawn, List.of(10.0, 30.0), 4, 3, pixel);
      case "Mark" -> {
        // A cross: its path has the left end, x of the right end, x, y of the upper end, lower y.
        assertThat(drawn.get(0)).isCloseTo(33.5 - 6 * pixel, within(pixel));
        assertThat(drawn.get(1)).isCloseTo(expected.get(1), within(pixel));
      }
      default -> {
        assertThat(drawn).hasSameSizeAs(expected);
        for (int i = 0; i < drawn.size(); i++) {
          assertThat(drawn.get(i)).as(drawing.name()).isCloseTo(expected.get(i), within(pixel));
        }
      }
    }
  }

  private static void isAround(
      List<Double> drawn, List<Double> middle, double wide, double high, double pixel) {
    assertThat(drawn).hasSizeGreaterThan(100);
    for (int i = 0; i + 1 < drawn.size(); i += 2) {
      double x = (drawn.get(i) - middle.get(0)) / wide;
      double y = (drawn.get(i + 1) - middle.get(1)) / high;
      assertThat(Math.hypot(x, y)).isCloseTo(1, within(pixel / high));
    }
  }

  /** Makes the report; returns the points of each drawing on the image, as pydicom says. */
  private Map<String, List<Double>> report(Stored study, String object) {
    String said =
        MadeObjects.run("reports.py", folder, study.uid().value(), "9", study.series(1), object);
    JsonNode places = JsonMapper.shared().readTree(said);
    Map<String, List<Double>> read = new LinkedHashMap<>();
    places
        .properties()
        .forEach(
            it -> {
              List<Double> numbers = new ArrayList<>();
              it.getValue().forEach(point -> point.forEach(n -> numbers.add(n.doubleValue())));
              read.put(it.getKey(), numbers);
            });
    return read;
  }
}
