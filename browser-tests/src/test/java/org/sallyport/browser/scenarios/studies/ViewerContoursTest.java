package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The contours of a structure set, drawn on the image in the viewer. */
class ViewerContoursTest extends ViewerScenario {
  private static final int SIZE = 64;

  /** The points of all contours of a colour, in pixels of the image; last the size of these. */
  private static final String DRAWN =
      """
      ([colour, columns]) => {
        const box = document.querySelector('.pane canvas').getBoundingClientRect();
        const scale = Math.min(box.width, box.height) / columns;
        const edge = [(box.width - columns * scale) / 2, (box.height - columns * scale) / 2];
        const paths = [...document.querySelectorAll(`.pane__reported path[stroke="${colour}"]`)];
        const points = paths.flatMap(it => it.getAttribute('d').match(/-?[0-9.]+(e-?[0-9]+)?/g));
        return [...points.map((it, i) => (Number(it) - edge[i % 2]) / scale), scale];
      }
      """;

  @TempDir Path folder;

  @Test
  void areDrawnOnTheirPlaneInTheirColourAndNamed() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Page page = window.page();
    List<String> phantom = MadeObjects.phantom(folder, "thick", 16);
    Stored study = samples.shareSeries(caller.person(), List.of(phantom));
    String object = study.series(1) + ".5";
    String said =
        MadeObjects.run("contours.py", folder, study.uid().value(), "8", study.series(1), object);
    samples.add(folder.resolve("contours-8.dcm"));

    window.open(study.page(1) + "&object=" + object);
    shows(window, "Image 5 of 16");
    page.waitForCondition(() -> page.locator(".pane__reported path").count() == 3);
    JsonNode expected = JsonMapper.shared().readTree(said);
    isAt(page, "rgb(255, 80, 80)", expected.path("Heart"));
    isAt(page, "rgb(0, 0, 160)", expected.path("Body"));
    assertThat(page.locator(".pane__reported text").allTextContents())
        .containsExactly("Heart", "Body");
    assertThat(page.locator(".overlay__image").innerText())
        .contains("Contours: Shifted (not drawn); Heart; Body")
        .doesNotContain("Above", "Other space");

    page.locator(".pane").focus();
    page.keyboard().press("'");
    page.waitForCondition(() -> page.locator(".pane__reported path").count() == 0);
    page.keyboard().press("'");
    page.waitForCondition(() -> page.locator(".pane__reported path").count() == 3);
    page.keyboard().press("ArrowRight");
    page.getByText("Not drawn, since they are points or open or not in a plane: Marker.").waitFor();
  }

  private static void isAt(Page page, String colour, JsonNode expected) {
    List<Double> drawn = numbers(page.evaluate(DRAWN, List.of(colour, SIZE)));
    double pixel = 1 / drawn.removeLast();
    List<Double> places = new ArrayList<>();
    expected.forEach(point -> point.forEach(it -> places.add(it.doubleValue())));
    assertThat(drawn).hasSameSizeAs(places);
    for (int i = 0; i < drawn.size(); i++) {
      assertThat(drawn.get(i)).as(colour).isCloseTo(places.get(i), within(pixel));
    }
  }
}
