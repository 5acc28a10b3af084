package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** PET images, compared with numpy. */
class ViewerPetTest extends ViewerScenario {
  private static final int SIZE = 64;
  private static final double HUNDREDTH = 0.0051;

  @TempDir Path folder;

  @Test
  void Rule45_uptakeIsStandardisedAsNumpyDoesOrIsActivity() {
    List<MadeObjects.Uptake> expected = MadeObjects.pet(folder);
    Caller caller = reader(Width.DESK);
    List<String> files =
        IntStream.rangeClosed(1, expected.size())
            .mapToObj(i -> folder.resolve("pet-" + i + ".dcm").toAbsolutePath().toString())
            .toList();
    Stored study = samples.share(caller.person(), files);
    Window window = caller.window();
    Page page = window.page();
    for (int i = 0; i < files.size(); i++) {
      window.open(study.page(i + 1));
      settles(window);
      isSaid(page, expected.get(i));
    }
    assertThat(overlay(page))
        .contains("0 to 30000 Bq/ml", "No SUV: the images do not give the weight of the patient");
    window.open(study.page(1));
    settles(window);
    page.getByLabel("Window preset").selectOption("SUV 0 to 5");
    page.waitForCondition(() -> overlay(page).contains("0 to 5 SUV"));
    isDarkWhereMuchIsTakenUp(page, expected.getFirst());
    isMeasured(page, expected.getFirst());
  }

  private static String overlay(Page page) {
    return page.locator(".overlay__view").innerText();
  }

  private static void isSaid(Page page, MadeObjects.Uptake expected) {
    for (List<Double> pixel : expected.pixels()) {
      List<Double> said = PointedAt.valuesAt(page, pixel.subList(0, 2));
      assertThat(said).hasSize(1);
      assertThat(said.getFirst()).isCloseTo(pixel.getLast(), Offset.offset(HUNDREDTH));
    }
  }

  private static void isDarkWhereMuchIsTakenUp(Page page, MadeObjects.Uptake expected) {
    ShownImage.awaitDrawing(page);
    for (List<Double> pixel : expected.pixels()) {
      double grey = 255 * (1 - Math.min(1, pixel.getLast() / 5));
      assertThat(drawnAt(page, pixel.get(0), pixel.get(1), SIZE, SIZE).getFirst())
          .isCloseTo(grey, Offset.offset(2.0));
    }
  }

  private static void isMeasured(Page page, MadeObjects.Uptake expected) {
    List<Double> pixel = expected.pixels().getFirst();
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double scale = Math.min(box.width, box.height) / SIZE;
    page.keyboard().press("d");
    page.mouse()
        .click(
            box.x + box.width / 2 + (pixel.get(0) + 0.5 - SIZE / 2.0) * scale,
            box.y + box.height / 2 + (pixel.get(1) + 0.5 - SIZE / 2.0) * scale);
    page.locator(".pane svg text tspan").first().waitFor();
    String words = page.locator(".pane svg text tspan").first().textContent();
    assertThat(words).endsWith(" SUV");
    assertThat(Double.parseDouble(words.replace(" SUV", "")))
        .isCloseTo(pixel.getLast(), Offset.offset(HUNDREDTH));
  }
}
