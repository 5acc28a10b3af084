package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** What a study shows when it is opened and nothing else was asked for. */
class ViewerHangingTest extends ViewerScenario {
  /** Longer than a layout takes that is put over what the reader did. */
  private static final int LATE_MILLIS = 500;

  @TempDir Path folder;
  private Caller caller;
  private Window window;
  private Page page;

  @BeforeEach
  void signIn() {
    caller = reader(Width.DESK);
    window = caller.window();
    page = window.page();
  }

  private void opens(Stored study) {
    window.open("/studies/" + study.uid() + "/view");
  }

  private Locator pane(int number) {
    return page.locator(".pane").nth(number - 1);
  }

  /** Waits until a pane shows an image with these words. */
  private void shows(int pane, String words) {
    pane(pane)
        .locator(".overlay__image")
        .getByText(words, new Locator.GetByTextOptions().setExact(true))
        .waitFor();
    pane(pane).and(page.locator(SHOWN)).waitFor();
  }

  private Stored ct() {
    Map<String, List<String>> series = new LinkedHashMap<>();
    series.put("Topogram", MadeObjects.phantom(folder, "other", 4));
    series.put("Thorax AX 2.0", MadeObjects.phantom(folder, "axial", 32));
    series.put("Thorax SAG 4.0", MadeObjects.phantom(folder, "sagittal", 16));
    return samples.shareNamed(caller.person(), series, Map.of("StudyDate", "20261120"));
  }

  @Test
  void aCtHasItsLargestStackAndAnotherPlaneBesideIt() {
    opens(ct());
    shows(1, "2 Thorax AX 2.0");
    shows(2, "3 Thorax SAG 4.0");
    assertThat(pane(1).getAttribute("class")).contains("is-active");
    assertThat(page.locator(".pane").count()).isEqualTo(2);
    assertThat(page.evaluate("document.activeElement.closest('.pane')")).isNull();
  }

  @Test
  void aPhoneHasTheLargestStackAlone() {
    page.setViewportSize(Width.PHONE.pixels(), Width.PHONE.height());
    opens(ct());
    shows(1, "2 Thorax AX 2.0");
    assertThat(page.locator(".pane").count()).isEqualTo(1);
  }

  @Test
  void mammogramsMeetWithTheirChestWallsAndAMissingViewIsEmpty() {
    List<String> views = MadeObjects.phantom(folder, "mammogram", 3);
    opens(samples.shareSeries(caller.person(), List.of(views.subList(1, 3), views.subList(0, 1))));
    shows(1, "R CC");
    shows(2, "L CC");
    shows(3, "R MLO");
    pane(4).getByText("There is no image of this view.").waitFor();
    pane(2).getByText("Mirrored").waitFor();
    ShownImage.awaitDrawing(page);
    assertThat(grey(1, 0.6)).isGreaterThan(200);
    assertThat(grey(1, 0.4)).isLessThan(60);
    assertThat(grey(2, 0.4)).as("the left one is mirrored").isGreaterThan(200);
    assertThat(grey(2, 0.6)).isLessThan(60);
    assertThat(pane(1).getByText("Mirrored").count()).isZero();
  }

  /** The grey in the middle row of a pane; its bright third is to one side. */
  private double grey(int pane, double part) {
    String script =
        """
        (canvas, part) => {
          const size = Math.min(canvas.width, canvas.height);
          const copy = new OffscreenCanvas(1, 1).getContext('2d');
          const left = canvas.width / 2 + (part - 0.5) * size * 3.2;
          copy.drawImage(canvas, left, canvas.height / 2, 1, 1, 0, 0, 1, 1);
          return [copy.getImageData(0, 0, 1, 1).data[0]];
        }
        """;
    return numbers(pane(pane).locator("canvas").first().evaluate(script, part)).getFirst();
  }

  @Test
  void anotherMammogramOfTheSeriesIsNotMirroredWithTheFirst() {
    List<String> views = MadeObjects.phantom(folder, "mammogram", 3);
    opens(samples.shareSeries(caller.person(), List.of(views)));
    shows(2, "L CC");
    pane(2).getByText("Mirrored").waitFor();
    pane(2).focus();
    page.keyboard().press("ArrowUp");
    shows(2, "R CC");
    page.waitForCondition(() -> pane(2).getByText("Mirrored").count() == 0);
    ShownImage.awaitDrawing(page);
    assertThat(grey(2, 0.6)).isGreaterThan(200);
  }

  @Test
  void viewsOfAnXRayStandSideBySideAtOneScale() {
    opens(samples.shareSeries(caller.person(), List.of(MadeObjects.phantom(folder, "view", 2))));
    shows(1, "Image 1 of 2");
    shows(2, "Image 2 of 2");
    page.waitForCondition(() -> zoom(1).equals(zoom(2)));
    assertThat(page.locator(".pane").count()).isEqualTo(2);
  }

  private String zoom(int pane) {
    return pane(pane)
        .locator(".overlay__view")
        .innerText()
        .replaceAll("(?s).*(Zoom \\d+ %).*", "$1");
  }

  @Test
  void theEarlierStudyOfTheSameKindIsBesideItByOneKey() {
    List<String> stack = MadeObjects.phantom(folder, "thick", 16);
    samples.shareNamed(caller.person(), Map.of("Abdomen", stack), Map.of("StudyDate", "20240105"));
    samples.shareNamed(
        caller.person(), Map.of("Thorax AX 2.0", stack), Map.of("StudyDate", "20250312"));
    samples.shareNamed(caller.person(), Map.of("Later", stack), Map.of("StudyDate", "20261124"));
    samples.share(
        caller.person(), List.of("pydicom/MR_small.dcm"), Map.of("StudyDate", "20260401"));
    Stored study =
        samples.shareNamed(
            caller.person(), Map.of("Thorax AX 2.0", stack), Map.of("StudyDate", "20261120"));
    opens(study);
    shows(1, "Image 1 of 16");
    page.keyboard().press("/");
    shows(2, "1 Thorax AX 2.0");
    pane(2).getByText("12 Mar 2025").waitFor();
    assertThat(pane(1).locator(".overlay__origin").innerText()).contains("20 Nov 2026");
    assertThat(page.getByLabel("Studies of this patient").locator("option:checked").innerText())
        .contains("12 Mar 2025");
    opens(
        samples.share(
            caller.person(), List.of("pydicom/MR_small.dcm"), Map.of("StudyDate", "20200101")));
    settles(window);
    window.use("Earlier study");
    page.getByText("There is no earlier study of this kind that you may see.").first().waitFor();
  }

  @Test
  void whatTheReaderDoesMeanwhileStaysWhenALayoutComesLate() {
    List<String> stack = MadeObjects.phantom(folder, "other", 4);
    Stored earlier =
        samples.shareNamed(
            caller.person(), Map.of("Topogram", stack), Map.of("StudyDate", "20250312"));
    opens(ct());
    shows(2, "3 Thorax SAG 4.0");
    comesLate("**/layouts/*", () -> window.use("Standard layout"));
    assertThat(page.locator(".pane").count()).isEqualTo(1);
    comesLate("**/studies/" + earlier.uid() + "/series*", () -> page.keyboard().press("/"));
    shows(1, "2 Thorax AX 2.0");
    assertThat(page.locator(".pane").count()).isEqualTo(2);
    pane(2).getByText("Choose a series").waitFor();
  }

  /** Has one pane more or less while something waits for an answer of the server. */
  private void comesLate(String address, Runnable asked) {
    List<Route> held = new ArrayList<>();
    page.route(address, held::add);
    asked.run();
    page.waitForCondition(() -> !held.isEmpty());
    page.keyboard().press("c");
    page.unroute(address);
    page.waitForResponse(address, () -> held.forEach(Route::resume));
    page.waitForTimeout(LATE_MILLIS);
  }

  @Test
  void viewsOfAnEarlierMammographyStandBelowByOneKeyViewAfterView() {
    List<String> views = MadeObjects.phantom(folder, "mammogram", 3);
    samples.shareNamed(caller.person(), Map.of("Then", views), Map.of("StudyDate", "20250312"));
    opens(
        samples.shareNamed(caller.person(), Map.of("Now", views), Map.of("StudyDate", "20261120")));
    shows(3, "R MLO");
    pane(2).getByText("Mirrored").waitFor();
    page.keyboard().press("/");
    for (int pane = 1; pane <= 4; pane++) {
      pane(pane).getByText(pane < 3 ? "20 Nov 2026" : "12 Mar 2025").waitFor();
      shows(pane, pane % 2 == 1 ? "R CC" : "L CC");
    }
    pane(4).getByText("Mirrored").waitFor();
    ShownImage.awaitDrawing(page);
    assertThat(grey(3, 0.6)).isGreaterThan(200);
    assertThat(grey(4, 0.4)).as("the left one is mirrored").isGreaterThan(200);
    page.waitForCondition(() -> zoom(1).equals(zoom(4)));
    page.keyboard().press("/");
    page.locator(".viewer__said").getByText("MLO: this study above").waitFor();
    shows(1, "R MLO");
    shows(3, "R MLO");
    assertThat(pane(3).locator(".overlay__origin").innerText()).contains("12 Mar 2025");
    pane(2).getByText("There is no image of this view.").waitFor();
    pane(4).getByText("There is no image of this view.").waitFor();
    assertThat(page.getByText("Mirrored").count()).isZero();
    page.keyboard().press("/");
    page.locator(".viewer__said").getByText("The views of this study alone").waitFor();
    shows(1, "R CC");
    shows(3, "R MLO");
    assertThat(pane(3).locator(".overlay__origin").innerText()).contains("20 Nov 2026");
  }

  @Test
  void loopsOfAnUltrasoundStandSideBySideAndTheFirstPlaysUntilItIsPaused() {
    String loop = "dicomweb-client/US-PAL-8-10x-echo.dcm";
    Stored study = samples.share(caller.person(), List.of(loop, loop));
    opens(study);
    Locator pause = page.locator(".pane__pause:visible");
    pause.waitFor();
    assertThat(page.locator(".pane").count()).isEqualTo(2);
    assertThat(pane(1).getByText("Pause").isVisible()).isTrue();
    shows(2, "Image 1 of 10");
    page.waitForFunction(
        "() => /Image [2-9]/.test(document.querySelector('.overlay__image').innerText)");
    pause.focus();
    pause.click();
    assertThat(page.locator(".pane__pause:visible").count()).isZero();
    assertThat(page.evaluate("document.activeElement.className").toString()).contains("pane");
    assertThat(window.button("Play").getAttribute("aria-pressed")).isEqualTo("false");
    page.keyboard().press(" ");
    pause.waitFor();
    page.keyboard().press("l");
    pane(1).locator(".pane__view").click();
    pause.waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.HIDDEN));
    page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    opens(study);
    shows(1, "Image 1 of 10");
    shows(2, "Image 1 of 10");
    assertThat(page.locator(".pane__pause:visible").count()).isZero();
  }
}
