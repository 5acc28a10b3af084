package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.WaitForSelectorState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Keys;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** The axial, coronal and sagittal reconstructions of CT and MR. */
class ReconstructionTest extends ViewerScenario {
  private static final List<ExpectedPlanes> EXPECTED = ExpectedPlanes.all();
  private static final String RADIAL = "pydicom/dicomdirtests/98892003/MR700/";
  private static final String GAP = "pydicom/dicomdirtests/77654033/CT2/";

  private Stored stored(Caller caller) {
    return samples.shareSeries(
        caller.person(), EXPECTED.stream().map(ExpectedPlanes::files).toList());
  }

  private static void reconstructs(Window window, Stored study, int series) {
    window.open(study.page(series));
    settles(window);
    window.use("Reconstructions");
    window.page().waitForSelector(PLANE_SHOWN);
  }

  @Test
  void showTheValuesOfThePatientInEachPlane() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Stored study = stored(caller);
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < EXPECTED.size(); i++) {
      reconstructs(window, study, i + 1);
      ExpectedPlanes expected = EXPECTED.get(i);
      hasValues(window.page(), expected, expected.planes(), softly);
      expected
          .slabs()
          .forEach(
              (slab, planes) -> {
                choosesSlab(window.page(), slab);
                hasValues(window.page(), expected, planes, softly);
              });
    }
    softly.assertAll();
  }

  private static void hasValues(
      Page page,
      ExpectedPlanes expected,
      Map<String, List<List<Double>>> planes,
      SoftAssertions softly) {
    planes.forEach(
        (plane, points) -> points.forEach(it -> hasValue(page, expected, plane, it, softly)));
  }

  /** Chooses a slab by its words, for example "Mean, 5 mm", and waits until it is said. */
  private static void choosesSlab(Page page, String slab) {
    page.getByLabel("Slab").selectOption(slab);
    String kind = slab.substring(0, slab.indexOf(','));
    page.locator(".plane.is-active .overlay__image").getByText(kind + " of").waitFor();
  }

  private static void hasValue(
      Page page, ExpectedPlanes expected, String plane, List<Double> point, SoftAssertions softly) {
    List<Double> seen = seen(page, plane, point.subList(0, 3));
    String at = "%s at %s, seen at %s".formatted(plane, point, seen.subList(1, 4));
    for (int axis = 0; axis < 3; axis++) {
      softly.assertThat(seen.get(axis + 1)).as(at).isCloseTo(point.get(axis), Offset.offset(0.2));
    }
    Map<String, Double> window = window(page);
    double width = Objects.requireNonNull(window.get("width"));
    double lower = Objects.requireNonNull(window.get("centre")) - width / 2;
    double grey = Math.clamp((point.get(3) - lower) / width * 255, 0, 255);
    double most = 4 + expected.tolerance() / width * 255;
    softly.assertThat(Math.abs(seen.getFirst() - grey)).as(at).isLessThanOrEqualTo(most);
  }

  /**
   * Goes to the slice through a point by a double click in another plane.
   *
   * @return the grey of what is drawn of the point, and where it is said to be
   */
  private static List<Double> seen(Page page, String plane, List<Double> point) {
    String script =
        "async ([plane, other, point]) => {"
            + PointedAt.FUNCTIONS
            + """
            const of = name => document.querySelector(`.plane[data-plane=${name}]`);
            const view = of(other).querySelector('.pane__view');
            const { left, top } = view.getBoundingClientRect();
            const [right, down] = placeInPlane(of(other), point);
            view.dispatchEvent(new PointerEvent('dblclick',
              { clientX: left + right, clientY: top + down, bubbles: true }));
            await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
            const [x, y] = placeInPlane(of(plane), point);
            const at = position(of(plane), x, y);
            leave(of(plane));
            const canvas = [...of(plane).querySelectorAll('canvas')].at(-1);
            const ratio = canvas.width / canvas.clientWidth;
            const copy = new OffscreenCanvas(1, 1).getContext('2d');
            copy.drawImage(canvas, Math.floor(x * ratio), Math.floor(y * ratio), 1, 1, 0, 0, 1, 1);
            return [copy.getImageData(0, 0, 1, 1).data[0], ...at];
          }
          """;
    String other = plane.equals("axial") ? "coronal" : "axial";
    return numbers(page.evaluate(script, List.of(plane, other, point)));
  }

  private static Map<String, Double> window(Page page) {
    String words = page.locator(".plane .overlay__view").first().innerText();
    String[] parts = words.replaceAll("(?s).*C (-?[0-9]+) W ([0-9]+).*", "$1 $2").split(" ", -1);
    return Map.of("centre", Double.valueOf(parts[0]), "width", Double.valueOf(parts[1]));
  }

  @Test
  @Tag("long")
  void bearTheMarksOfTheirPlaneAndThePatient() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Stored study = stored(caller);
    reconstructs(window, study, 2);
    assertThat(marks(window, "axial")).as("oblique slices").containsExactly("A", "L", "P", "R");
    reconstructs(window, study, 1);
    assertThat(marks(window, "axial")).containsExactly("A", "L", "P", "R");
    assertThat(marks(window, "coronal")).containsExactly("H", "L", "F", "R");
    assertThat(marks(window, "sagittal")).containsExactly("H", "P", "F", "A");
    assertThat(window.page().locator(".plane").allInnerTexts())
        .allSatisfy(
            words ->
                assertThat(words)
                    .contains("Vanderquill, Adelheid", "reconstruction", "Not for primary"));
    assertThat(window.barriers()).isEmpty();
  }

  private static List<String> marks(Window window, String plane) {
    return window.page().locator(".plane[data-plane=" + plane + "] .overlay__mark").allInnerTexts();
  }

  @Test
  @Tag("long")
  void shareTheirWindowAndGiveItBack() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    reconstructs(window, stored(caller), 1);
    Keys keys = new Keys(window);
    keys.press("3");
    assertThat(views(window)).hasSize(3).allMatch(words -> words.contains("C -600 W 1500"));
    var box = window.page().locator(".plane[data-plane=coronal]").boundingBox();
    window.page().mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    window.page().mouse().down();
    window.page().mouse().move(box.x + box.width / 2 + 40, box.y + box.height / 2 + 10);
    window.page().mouse().up();
    List<String> dragged = views(window);
    assertThat(dragged.getFirst()).doesNotContain("W 1500");
    assertThat(dragged).containsOnly(dragged.getFirst());
    keys.press("m");
    assertThat(window.page().locator(".plane").count()).isZero();
    String view = window.page().locator(".pane.is-active .overlay__view").innerText();
    assertThat(view).contains(dragged.getFirst().strip());
  }

  private static List<String> views(Window window) {
    return window.page().locator(".plane .overlay__view").allInnerTexts();
  }

  @Test
  @Tag("long")
  void scrollByWheelAndKeys() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    reconstructs(window, stored(caller), 1);
    Keys keys = new Keys(window);
    keys.press("Home");
    sees(window, "axial", "Slice 1 of 5");
    keys.press("ArrowDown");
    sees(window, "axial", "Slice 2 of 5");
    keys.press("End");
    sees(window, "axial", "Slice 5 of 5");
    keys.press("n");
    assertThat(window.page().locator(".plane:focus").getAttribute("data-plane"))
        .isEqualTo("coronal");
    keys.press("Home");
    sees(window, "coronal", "Slice 1 of 16");
    var box = window.page().locator(".plane[data-plane=sagittal]").boundingBox();
    window.page().mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    String before = place(window, "sagittal");
    window.page().mouse().wheel(0, 100);
    window.page().waitForCondition(() -> !place(window, "sagittal").equals(before));
    sees(window, "axial", "Slice 5 of 5");
  }

  private static String place(Window window, String plane) {
    return window.page().locator(".plane[data-plane=" + plane + "] .overlay__image").innerText();
  }

  private static void sees(Window window, String plane, String words) {
    window
        .page()
        .locator(".plane[data-plane=" + plane + "] .overlay__image")
        .getByText(words)
        .waitFor();
  }

  @Test
  void sayWhatTheirSlabsAreMadeOf() {
    Caller caller = reader(Width.PHONE);
    Window window = caller.window();
    reconstructs(window, stored(caller), 1);
    Page page = window.page();
    assertThat(page.getByLabel("Slab").locator("option").allInnerTexts())
        .startsWith("Single slice", "Mean, 5 mm")
        .hasSize(10);
    choosesSlab(page, "Maximum, 5 mm");
    sees(window, "axial", "Maximum of 3 slices, 7.5 mm");
    page.locator(".plane.is-active").focus();
    new Keys(window).press("Home");
    sees(window, "axial", "Maximum of 2 slices, 5.0 mm");
    page.getByLabel("Plane").selectOption("Coronal reconstruction");
    sees(window, "coronal", "Maximum of 11 slices, 5.4 mm");
    assertThat(window.scrollsSideways()).isFalse();
    assertThat(window.barriers()).isEmpty();
    window.use("Reset");
    page.locator(".plane[data-plane=coronal] .overlay__image")
        .getByText("Maximum of")
        .waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.DETACHED));
    assertThat(page.getByLabel("Slab").inputValue()).isEqualTo("Single slice");
  }

  @Test
  @Tag("long")
  void giveTheirMemoryBack() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Stored study = stored(caller);
    reconstructs(window, study, 2);
    assertThat(volumes(window)).isEqualTo(1);
    window.use("Reconstructions");
    hasNoVolume(window);
    shows(window, "Image 1 of 19");
    window.use("Reconstructions");
    window.page().waitForSelector(PLANE_SHOWN);
    window.page().locator(".strip").getByText("Stack of 5").click();
    shows(window, "Image 1 of 5");
    assertThat(window.page().locator(".plane").count()).isZero();
    hasNoVolume(window);
  }

  /** The library's record of a volume that it keeps. */
  private static final String COUNT_VOLUMES =
      """
      function () {
        const of = ['volumeId', 'volumeLoadObject', 'sizeInBytes'];
        return this.filter(it => of.every(name => Object.hasOwn(it, name))).length;
      }
      """;

  /** A frame of the screen that was asked for before holds the volume until it is over. */
  private static void hasNoVolume(Window window) {
    window.page().waitForCondition(() -> volumes(window) == 0);
  }

  /** How many volumes the library keeps, by what is in the memory of the page. */
  private static int volumes(Window window) {
    CDPSession devtools = window.page().context().newCDPSession(window.page());
    JsonObject prototype = new JsonObject();
    prototype.addProperty("expression", "Object.prototype");
    JsonObject search = new JsonObject();
    search.addProperty(
        "prototypeObjectId", idOf(devtools.send("Runtime.evaluate", prototype), "result"));
    JsonObject count = new JsonObject();
    count.addProperty("objectId", idOf(devtools.send("Runtime.queryObjects", search), "objects"));
    count.addProperty("functionDeclaration", COUNT_VOLUMES);
    count.addProperty("returnByValue", true);
    JsonObject counted = devtools.send("Runtime.callFunctionOn", count);
    devtools.detach();
    return counted.getAsJsonObject("result").get("value").getAsInt();
  }

  private static String idOf(JsonObject answer, String object) {
    return answer.getAsJsonObject(object).get("objectId").getAsString();
  }

  @Test
  @Tag("long")
  void areOnePaneWithAChoiceOnAPhone() {
    Caller caller = reader(Width.PHONE);
    Window window = caller.window();
    reconstructs(window, stored(caller), 2);
    Page page = window.page();
    assertThat(page.locator(".plane:visible").count()).isEqualTo(1);
    page.getByLabel("Plane").selectOption("Coronal reconstruction");
    assertThat(page.locator(".plane:visible").getAttribute("data-plane")).isEqualTo("coronal");
    window.use("Next image");
    assertThat(window.scrollsSideways()).isFalse();
    assertThat(window.barriers()).isEmpty();
  }

  @Test
  @Tag("long")
  void areLoadedOnlyWhenTheyAreAskedFor() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Stored study = stored(caller);
    List<String> scripts = new ArrayList<>();
    window.page().onRequest(request -> scripts.add(request.url()));
    window.open(study.page(1));
    shows(window, "Image 1 of 5");
    assertThat(scripts).noneMatch(url -> url.contains("/planes-"));
    window.use("Reconstructions");
    window.page().waitForSelector(PLANE_SHOWN);
    assertThat(scripts).anyMatch(url -> url.contains("/planes-"));
  }

  @Test
  @Tag("long")
  void needNoGraphicsProcessor() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    window
        .page()
        .addInitScript(
            """
            const real = HTMLCanvasElement.prototype.getContext;
            HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
              return kind.startsWith('webgl') ? null : real.call(this, kind, ...more);
            };
            """);
    reconstructs(window, stored(caller), 2);
    List<Double> point = Objects.requireNonNull(EXPECTED.get(1).planes().get("sagittal")).get(1);
    SoftAssertions softly = new SoftAssertions();
    hasValue(window.page(), EXPECTED.get(1), "sagittal", point, softly);
    softly.assertAll();
    window.resize(Width.TABLET);
    window.resize(Width.DESK);
    assertThat(marks(window, "sagittal")).containsExactly("H", "P", "F", "A");
  }

  @Test
  void areNotDistortedWhenTheLayoutChanges() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Stored study = stored(caller);
    for (Width width : List.of(Width.DESK, Width.PHONE)) {
      window.resize(width);
      reconstructs(window, study, 2);
      isNotDistorted(window, width.name());
      window.resize(width == Width.DESK ? Width.PHONE : Width.DESK);
      isNotDistorted(window, "from " + width);
      window.use("Reconstructions");
      isNotDistorted(window, 1, "closed");
      window.use("Compare");
      window.page().locator(".strip").getByText("Stack of 5").click();
      shows(window, "Image 1 of 5");
      window.use("Reconstructions");
      window.page().waitForSelector(PLANE_SHOWN);
      window.use("Compare");
      isNotDistorted(window, 1, "one pane");
    }
  }

  @Test
  @Tag("long")
  void showAPointInTheOtherPlanes() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    reconstructs(window, stored(caller), 2);
    String before = place(window, "sagittal") + place(window, "coronal");
    var box = window.page().locator(".plane[data-plane=axial]").boundingBox();
    window.page().mouse().dblclick(box.x + box.width / 3, box.y + box.height / 3);
    window
        .page()
        .waitForCondition(
            () -> !before.equals(place(window, "sagittal") + place(window, "coronal")));
  }

  @Test
  @Tag("long")
  void sayWhichImageKeepsThemAway() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Stored study = stored(caller);
    String broken = "**/" + study.series(2) + ".7/frames/**";
    window
        .page()
        .route(
            broken,
            route ->
                route.fulfill(
                    new Route.FulfillOptions()
                        .setStatus(200)
                        .setContentType("multipart/related; boundary=cut")
                        .setBody("--cut\r\n\r\nabc")));
    window.open(study.page(2));
    settles(window);
    window.use("Reconstructions");
    assertThat(window.page().getByRole(AriaRole.DIALOG).innerText())
        .contains("No reconstructions", "This image is incomplete or damaged");
    window.button("Close").click();
    hasNoVolume(window);
    shows(window, "Image 1 of 19");
    window.page().unroute(broken);
    window.use("Reconstructions");
    window.page().waitForSelector(PLANE_SHOWN);
  }

  @Test
  void sayWhyThereAreNone() {
    Caller caller = reader(Width.DESK);
    Window window = caller.window();
    Stored study =
        samples.shareSeries(
            caller.person(),
            List.of(
                List.of("pydicom/SC_rgb_rle.dcm"),
                List.of("pydicom/CT_small.dcm"),
                List.of(
                    RADIAL + "4467",
                    RADIAL + "4528",
                    RADIAL + "4558",
                    RADIAL + "4588",
                    RADIAL + "4618"),
                List.of(GAP + "17106", GAP + "17136", GAP + "17166", GAP + "17196")));
    List<String> why =
        List.of(
            "Reconstructions are available for CT and MR only.",
            "This series has fewer than five images.",
            "differ in orientation or size",
            "fewer than five");
    for (int series = 1; series <= why.size(); series++) {
      window.open(study.page(series));
      settles(window);
      window.use("Reconstructions");
      assertThat(window.page().getByRole(AriaRole.DIALOG).innerText())
          .contains("No reconstructions", why.get(series - 1));
      assertThat(window.barriers()).isEmpty();
      window.button("Close").click();
      assertThat(window.page().locator(".plane").count()).isZero();
    }
  }
}
