package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.testing.messages.Numbers;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/** A reader publishes key images and measurements, and opens what was published. */
@TestPropertySource(properties = "sallyport.studies.publish.roles=physician")
class ViewerPublishTest extends ViewerScenario {
  private static final String FILE = "pydicom/CT_small.dcm";

  /** Saves a mark as the viewer does. */
  private static final String SAVE =
      """
      async ([study, kind, points]) => {
        const { token } = await fetch('/session/left').then(it => it.json());
        const answer = await fetch(`/studies/${study}/marks/${crypto.randomUUID()}`, {
          method: 'PUT',
          headers: { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': token },
          body: JSON.stringify({ series: `${study}.1`, object: `${study}.1.1`, frame: 1, kind, points, text: '', ratio: devicePixelRatio }),
        });
        return answer.status;
      }
      """;

  /** The numbers of the report of a study, in their order. */
  private static final String NUMBERS =
      """
      async study => {
        const accept = { headers: { Accept: 'application/dicom+json' } };
        const all = await fetch(`/dicom-web/studies/${study}/metadata`, accept).then(it => it.json());
        const report = all.find(it => it['00080016'].Value[0] === '1.2.840.10008.5.1.4.1.1.88.33');
        const numbers = item => [
          ...(item['0040A300']?.Value ?? []).map(it => Number(it['0040A30A'].Value[0])),
          ...(item['0040A730']?.Value ?? []).flatMap(numbers),
        ];
        return numbers(report);
      }
      """;

  @Autowired Numbers numbers;

  private Stored study(Caller caller) {
    Map<String, Object> code =
        Map.of(
            "CodeValue", numbers.give(caller.person().id(), "RIZIV"),
            "CodingSchemeDesignator", "RIZIV",
            "CodeMeaning", "Physician");
    Map<String, Object> physician =
        Map.of("PersonIdentificationCodeSequence", List.of(code), "InstitutionName", "Practice");
    return samples.share(
        caller.person(),
        List.of(FILE),
        Map.of("RequestingPhysicianIdentificationSequence", List.of(physician)));
  }

  private static void says(Page page, String words) {
    page.locator("[role=status]").getByText(words).waitFor();
  }

  private static void publishes(Window window) {
    window.page().locator("dialog button", named("Publish")).click();
    says(window.page(), "Published: the new series is in the list.");
  }

  private static Page.LocatorOptions named(String words) {
    return new Page.LocatorOptions().setHasText(words);
  }

  @Test
  void keyImagesAndMeasurementsBecomeSeriesThatTheViewerOpens() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Page page = window.page();
    Stored study = study(caller);
    window.open(study.page(1));
    settles(window);
    page.keyboard().press("*");
    says(page, "This is a key image now, 1 in all.");
    window.use("Publish…");
    assertThat(page.locator("dialog[open]").innerText())
        .contains("It cannot be changed or taken back");
    window.type("Note (may be empty)", "Compare with 2024");
    publishes(window);
    Locator selection = page.locator(".strip button", named("Of Interest"));
    selection.click();
    shows(window, "Image 1 of 1");
    assertThat(page.locator(".pane").innerText()).contains("Compare with 2024");

    List<List<Double>> circle = List.of(List.of(60.0, 60.0), List.of(75.0, 60.0));
    List<List<Double>> box =
        List.of(List.of(20.0, 20.0), List.of(50.0, 20.0), List.of(50.0, 45.0), List.of(20.0, 45.0));
    for (var mark : List.of(List.of("circle", circle), List.of("rectangle", box))) {
      assertThat(page.evaluate(SAVE, List.of(study.uid().value(), mark.getFirst(), mark.getLast())))
          .isEqualTo(200);
    }
    window.use("Publish…");
    publishes(window);
    page.locator(".strip button", named("Measurements")).click();
    page.getByText("Open the report").waitFor();
    List<Double> published = numbers(page.evaluate(NUMBERS, study.uid().value()));
    List<ExpectedRegion> expected =
        ExpectedRegion.of(
            SampleStudies.file(FILE),
            List.of(
                new ExpectedRegion.Shape("circle", circle),
                new ExpectedRegion.Shape("rectangle", List.of(box.get(0), box.get(2)))));
    assertThat(published).hasSize(6);
    // The clock of tests stands still, so that both were saved at the same time, in any order.
    if (published.get(0) > published.get(3)) {
      Collections.rotate(published, 3);
    }
    for (int i = 0; i < 2; i++) {
      ExpectedRegion region = expected.get(i);
      assertThat(published.get(3 * i)).isCloseTo(region.area(), within(1e-3));
      assertThat(published.get(3 * i + 1)).isCloseTo(region.mean(), within(1e-4));
      assertThat(published.get(3 * i + 2)).isCloseTo(region.deviation(), within(1e-4));
    }
  }
}
