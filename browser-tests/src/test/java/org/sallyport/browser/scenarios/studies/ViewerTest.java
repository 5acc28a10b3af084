package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.testing.archive.TestArchive;

/**
 * Images of many kinds from a real archive. Each is shown with the values that other programs
 * decode, or it is not shown and the viewer says so.
 */
class ViewerTest extends ViewerScenario {
  private static final String COLOURS = "The colours of this image could be shown wrongly";
  private static final String VALUES = "This image has values in a form";
  private static final String DAMAGED = "This image is incomplete or damaged";
  private static final String FORMAT = "This image is stored in a format";

  /** Values are said with two decimal places. */
  private static final double ROUNDED = 0.005;

  /** Files that this or another viewer drew wrongly, and what is said instead. */
  private static final Map<String, String> REFUSED =
      Map.of(
          "pydicom/SC_rgb_rle_16bit.dcm", VALUES,
          "pydicom/SC_rgb_rle_32bit.dcm", VALUES,
          "pydicom/rtdose_rle.dcm", VALUES,
          "pydicom/liver_1frame.dcm", "This is a segmentation",
          "pydicom/SC_jpeg_no_color_transform.dcm", COLOURS,
          "pydicom/JPEG2000-embedded-sequence-delimiter.dcm", DAMAGED,
          "pydicom/JPGExtended.dcm", VALUES,
          "pydicom/SC_ybr_full_422_uncompressed.dcm", FORMAT);

  @Test
  void showsTheValuesThatOtherProgramsDecode() {
    List<ExpectedPixels> all = ExpectedPixels.all();
    assertThat(all.stream().map(ExpectedPixels::modality).distinct().count())
        .isGreaterThanOrEqualTo(7);
    assertThat(all.stream().map(ExpectedPixels::syntax).distinct().count())
        .isGreaterThanOrEqualTo(6);
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), all.stream().map(ExpectedPixels::file).toList());
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < all.size(); i++) {
      ExpectedPixels expected = all.get(i);
      caller.window().open(study.page(i + 1, expected.frame()));
      settles(caller.window());
      softly.assertThat(refusal(caller.window())).as(expected.file()).isEmpty();
      expected.points().forEach(point -> hasValue(caller.window(), expected, point, softly));
    }
    softly.assertAll();
  }

  private static void hasValue(
      Window window, ExpectedPixels expected, List<Double> point, SoftAssertions softly) {
    if (expected.modality().equals("PT")) {
      // What is said of them is in other units (ViewerPetTest).
      return;
    }
    List<Double> values = PointedAt.valuesAt(window.page(), point.subList(0, 2));
    softly
        .assertThat(values)
        .as("%s at %s", expected.file(), point)
        .usingElementComparator(
            (is, should) -> Math.abs(is - should) <= expected.tolerance() + ROUNDED ? 0 : 1)
        .isEqualTo(point.subList(2, point.size()));
  }

  @Test
  void drawsThem() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(), List.of("pydicom/MR_small_RLE.dcm", "pydicom/SC_rgb_rle.dcm"));
    Window window = caller.window();
    window.open(study.page(1));
    settles(window);
    for (List<Double> point : List.of(List.of(32.0, 32.0), List.of(21.0, 16.0))) {
      double value = PointedAt.valuesAt(window.page(), point).getFirst();
      double grey = (value - (600 - 1600 / 2.0)) / 1600 * 255;
      assertThat(drawnAt(window.page(), point.get(0), point.get(1), 64, 64))
          .allSatisfy(drawn -> assertThat(drawn).isCloseTo(grey, Offset.offset(6.0)));
    }
    window.open(study.page(2));
    settles(window);
    assertThat(drawnAt(window.page(), 33, 25, 100, 100)).containsExactly(0.0, 255.0, 0.0);
    assertThat(drawnAt(window.page(), 75, 66, 100, 100)).containsExactly(0.0, 0.0, 0.0);
  }

  @Test
  void showsNoWrongPicture() {
    List<String> files = REFUSED.keySet().stream().sorted().toList();
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), files);
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < files.size(); i++) {
      Window window = caller.window();
      window.open(study.page(i + 1));
      settles(window);
      softly.assertThat(refusal(window)).as(files.get(i)).startsWith(REFUSED.get(files.get(i)));
      softly.assertThat(window.pressable("Download the object", null).isVisible()).isTrue();
      softly
          .assertThat(window.page().locator(".pane__view").isVisible())
          .as("an image of %s", files.get(i))
          .isFalse();
    }
    softly.assertAll();
  }

  @Test
  void offersThePictureOfTheArchiveInsteadOfAWrongOne() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of("pydicom/liver_1frame.dcm"));
    caller.window().open(study.page(1));
    caller.window().page().getByAltText("Picture rendered by the image archive").waitFor();
  }

  @Test
  void N11_anImageOfSixtyThousandPixelsASideIsSaidToBeTooLarge() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of("pydicom/CT_small.dcm"));
    TestArchive.create(large(study));
    Window window = caller.window();
    List<String> asked =
        TestArchive.wire()
            .during(
                () -> {
                  window.open(study.page(2));
                  settles(window);
                  window.page().waitForTimeout(500);
                });
    assertThat(refusal(window)).isEqualTo("This image is too large to be shown in a browser.");
    assertThat(asked).noneMatch(line -> line.contains("/frames/") && line.contains(".2.1"));
    Download file =
        window.page().waitForDownload(window.pressable("Download the object", null)::click);
    assertThat(file.suggestedFilename()).isEqualTo("object-" + study.series(2) + ".1.dcm");
    window.page().locator(".strip").getByText("CT_small.dcm").click();
    shows(window, "Image 1 of 1");
  }

  private static Map<String, Object> large(Stored study) {
    return Map.of(
        "StudyInstanceUID", study.uid().value(),
        "SeriesInstanceUID", study.series(2),
        "SOPInstanceUID", study.series(2) + ".1",
        "SOPClassUID", "1.2.840.10008.5.1.4.1.1.7",
        "PatientID", "LM-400218",
        "Modality", "SM",
        "Rows", "60000",
        "Columns", "60000",
        "PhotometricInterpretation", "MONOCHROME2",
        "BitsAllocated", "8");
  }

  @Test
  void showsAnEcg() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of("pydicom/waveform_ecg.dcm"));
    caller.window().open(study.page(1));
    caller.window().page().waitForSelector(".pane.is-other");
    // It is drawn when it has its size, and says its scale then.
    caller.window().page().locator(".pane").getByText("Large box: 0.2 s, 0.5 mV").waitFor();
    String colours =
        """
        () => {
          const canvas = document.querySelector('.pane__ecg canvas');
          const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext('2d');
          copy.drawImage(canvas, 0, 0);
          const { data } = copy.getImageData(0, 0, canvas.width, canvas.height);
          return new Set(new Uint32Array(data.buffer)).size;
        }
        """;
    assertThat((int) caller.window().page().evaluate(colours)).as("colours").isGreaterThan(20);
    assertThat(caller.window().text()).contains("ECG waveform_ecg.dcm", "Large box: 0.2 s, 0.5 mV");
    assertThat(caller.window().page().locator(".ecg__canvas").getAttribute("aria-label"))
        .isEqualTo("ECG, 12 leads, 10.0 s, ECG, 12 leads, 1.2 s");
    assertThat(numbers(caller.window().page().evaluate(LARGE_BOXES)))
        .as("the width and height of a large box")
        .satisfies(box -> assertThat(box.getFirst()).isCloseTo(box.getLast(), Offset.offset(1.0)));
  }

  /** How far apart the lines of the large boxes are, to the right and down. */
  private static final String LARGE_BOXES =
      """
      () => {
        const canvas = document.querySelector('.ecg__canvas');
        const { width, height } = canvas;
        const copy = new OffscreenCanvas(width, height).getContext('2d');
        copy.drawImage(canvas, 0, 0);
        const { data } = copy.getImageData(0, 0, width, height);
        const isLarge = (x, y) => data[4 * (y * width + x)] >= 85 && data[4 * (y * width + x) + 1] < 40;
        const gap = (from, to, is) => {
          const at = [];
          for (let i = from; i < to; i++) if (is(i)) at.push(i);
          const gaps = at.slice(1).map((it, i) => it - at[i]).filter(it => it > 2);
          return gaps.sort((a, b) => a - b)[Math.floor(gaps.length / 2)];
        };
        const most = (count, is) => Array.from({ length: count }, (_, i) => is(i)).filter(it => it).length > count / 2;
        return [
          gap(60, width, x => most(height, y => isLarge(x, y))),
          gap(0, height, y => most(width, x => isLarge(x, y))),
        ];
      }
      """;

  @Test
  void warningsAreNotCutOffOnAPhone() {
    Caller caller = reader(Width.PHONE);
    Stored study =
        samples.share(
            caller.person(), List.of("pydicom/waveform_ecg.dcm", "pydicom/JPEG-lossy.dcm"));
    Window window = caller.window();
    Page page = window.page();
    window.open(study.page(1));
    page.waitForSelector(".pane.is-other");
    isWhole(page, "Large box: 0.2 s, 0.5 mV");
    window.open(study.page(2));
    page.waitForFunction("() => document.querySelector('.trouble__picture')?.complete");
    isWhole(page, "Picture rendered by the image archive");
  }

  /** Checks that a line is in the pane with all its words, and that nothing covers it. */
  private static void isWhole(Page page, String words) {
    String script =
        """
        line => {
          const text = document.createRange();
          text.selectNodeContents(line);
          const words = text.getBoundingClientRect();
          const within = ({ left, top, right, bottom }) =>
            words.left >= left - 1 && words.top >= top - 1 &&
            words.right <= right + 1 && words.bottom <= bottom + 1;
          const apart = ({ left, top, right, bottom, width }) => width === 0 ||
            words.left >= right || words.top >= bottom ||
            words.right <= left || words.bottom <= top;
          const pane = line.closest('.pane');
          const others = [...pane.querySelectorAll('.overlay span, .overlay__notice')]
            .filter(it => it !== line);
          return line.scrollWidth <= line.clientWidth + 1 &&
            within(pane.getBoundingClientRect()) &&
            others.every(it => apart(it.getBoundingClientRect()));
        }
        """;
    assertThat(page.locator(".pane").getByText(words).evaluate(script)).as(words).isEqualTo(true);
  }

  @Test
  void textDoesNotCoverTheWordsOfAnImage() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.share(
            caller.person(),
            List.of("dicomweb-client/US-PAL-8-10x-echo.dcm", "pydicom/CT_small.dcm"));
    Window window = caller.window();
    Page page = window.page();
    for (Width width : List.of(Width.DESK, Width.PHONE)) {
      window.resize(width);
      window.open(study.page(1));
      shows(window, "Image 1 of 10");
      assertThat((boolean) page.evaluate(TEXT_IS_BESIDE)).as("%s", width).isTrue();
      isNotDistorted(window, 1, width + ", beside");
    }
    window.resize(Width.DESK);
    window.open(study.page(2));
    shows(window, "Image 1 of 1");
    assertThat((boolean) page.evaluate(TEXT_IS_BESIDE)).as("a CT").isFalse();
    page.keyboard().press("t");
    assertThat(page.locator(".overlay__patient").isVisible()).isFalse();
    assertThat(page.locator(".overlay__notice").isVisible()).isTrue();
    isNotDistorted(window, 1, "without text");
    page.keyboard().press("t");
    assertThat(page.locator(".overlay__patient").isVisible()).isTrue();
  }

  private static final String TEXT_IS_BESIDE =
      """
      () => {
        const { top, bottom } = document.querySelector('.pane__view').getBoundingClientRect();
        return [...document.querySelectorAll('.overlay > div:not(.overlay__mark), .overlay__notice')]
          .map(it => it.getBoundingClientRect())
          .every(it => it.height === 0 || it.bottom <= top || it.top >= bottom);
      }
      """;

  @Test
  void reachesEachEcgOfASeries() {
    Caller caller = reader(Width.DESK);
    String ecg = "pydicom/waveform_ecg.dcm";
    Stored study = samples.shareSeries(caller.person(), List.of(List.of(ecg, ecg, ecg)));
    Window window = caller.window();
    Page page = window.page();
    window.open(study.page(1));
    for (int number : new int[] {1, 3, 2}) {
      String words = "Object " + number + " of 3";
      String object = study.series(1) + "." + number;
      page.locator(".objects").getByText(words).click();
      page.waitForURL(url -> url.endsWith("&object=" + object));
      page.locator(".objects [aria-current=true]").getByText(words).waitFor();
      page.waitForSelector(".pane.is-other");
      assertThat(page.locator(".overlay__image").innerText()).contains(words);
    }
    BoundingBox drawn = page.locator(".pane__ecg").boundingBox();
    assertThat(drawn.y + drawn.height)
        .isLessThanOrEqualTo(page.locator(".objects").boundingBox().y + 1);
  }

  @Test
  void reachesTheReportAmongImagesAndLeadsBackToThem() {
    Caller caller = reader(Width.DESK);
    Stored study =
        samples.shareSeries(
            caller.person(), List.of(List.of("pydicom/CT_small.dcm", "pydicom/test-SR.dcm")));
    Window window = caller.window();
    Page page = window.page();
    window.open(study.page(1));
    shows(window, "Image 1 of 1");
    page.locator(".objects").getByText("Object 1 of 1").click();
    page.locator(".trouble__words").getByText("This object is a report.").waitFor();
    assertThat(page.getByText("Open the report").getAttribute("href"))
        .isEqualTo("/studies/" + study.uid() + "/reports/" + study.series(1) + ".2");
    page.locator(".objects").getByText("Images").click();
    shows(window, "Image 1 of 1");
  }

  @Test
  void saysOfAReportWhereItIs() {
    Caller caller = reader(Width.DESK);
    Stored study = samples.share(caller.person(), List.of("pydicom/test-SR.dcm"));
    caller.window().open(study.page(1));
    settles(caller.window());
    assertThat(refusal(caller.window())).isEqualTo("This series is a report.");
    assertThat(caller.window().page().getByText("Open the report").getAttribute("href"))
        .isEqualTo("/studies/" + study.uid() + "/reports/" + study.series(1) + ".1");
  }
}
