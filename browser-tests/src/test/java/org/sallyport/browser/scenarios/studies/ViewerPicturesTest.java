package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/**
 * Rule 45: all that changes a picture, in the viewer and in the archive's pictures, beside what
 * DCMTK draws. Each grey is right, or the image is refused in words; each length says what it
 * means.
 */
class ViewerPicturesTest extends ViewerScenario {
  private static final Map<String, String> WORDS =
      Map.of(
          "presentation", "This image asks for a lookup table, an overlay, a shutter",
          "broken", "This image is incomplete or damaged");

  /** Orthanc takes bits that an image does not use for a part of its values. */
  private static final Set<String> WRONG_IN_THE_ARCHIVE = Set.of("unused-bits");

  /** What the archive draws right, if it is asked for the window. */
  private static final Set<String> RENDERED =
      Set.of(
          "window",
          "window-narrow",
          "sigmoid",
          "sigmoid-narrow",
          "slope-half",
          "pet",
          "pet-fraction",
          "inverted",
          "inverted-shape",
          "shape-identity",
          "high-bit",
          "aspect-square");

  @TempDir Path folder;

  @Test
  void Rule45_everyPictureIsThatOfAnotherProgramOrRefused() {
    List<ExpectedPicture> all =
        ExpectedPicture.all().stream().filter(it -> it.unit() == null).toList();
    Caller caller = reader(Width.DESK);
    List<String> names =
        List.copyOf(new LinkedHashSet<>(all.stream().map(it -> it.name()).toList()));
    List<String> files = MadeObjects.in(folder, names);
    Stored study = samples.shareSeries(caller.person(), List.of(files));
    Window window = caller.window();
    window.open(study.page(1));
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < all.size(); i++) {
      ExpectedPicture expected = all.get(i);
      shows(window, i, all.size());
      isDrawn(window, expected, softly);
      next(window.page());
    }
    Set<String> rendered = new TreeSet<>();
    for (ExpectedPicture expected : all) {
      String object = study.series(1) + "." + (names.indexOf(expected.name()) + 1);
      if (isRendered(window.page(), study, object, expected, softly)) {
        rendered.add(expected.name());
      }
    }
    softly.assertThat(rendered).isEqualTo(new TreeSet<>(RENDERED));
    softly.assertAll();
  }

  @Test
  void Rule45_everyLengthIsRightAndSaysWhatItMeans() {
    List<ExpectedPicture> all =
        ExpectedPicture.all().stream().filter(it -> it.unit() != null).toList();
    Caller caller = reader(Width.DESK);
    List<String> files = MadeObjects.in(folder, all.stream().map(it -> it.name()).toList());
    Window window = caller.window();
    window.open(samples.shareSeries(caller.person(), List.of(files)).page(1));
    shows(window, 0, all.size());
    window.use("Length");
    SoftAssertions softly = new SoftAssertions();
    for (int i = 0; i < all.size(); i++) {
      ExpectedPicture expected = all.get(i);
      shows(window, i, all.size());
      measure(window.page(), expected);
      isMeasured(window.page(), expected, softly);
      next(window.page());
    }
    softly.assertAll();
  }

  private static void shows(Window window, int index, int count) {
    String place = "Image " + (index + 1) + " of " + count;
    window.page().locator(".overlay__image").getByText(place).waitFor();
    settles(window);
  }

  private static void next(Page page) {
    page.locator(".pane").focus();
    page.keyboard().press("ArrowDown");
  }

  private static void isDrawn(Window window, ExpectedPicture expected, SoftAssertions softly) {
    if (expected.refused() != null) {
      softly
          .assertThat(refusal(window))
          .as(expected.name())
          .startsWith(WORDS.get(expected.refused()));
      return;
    }
    softly.assertThat(refusal(window)).as(expected.name()).isEmpty();
    List<List<Double>> points = new ArrayList<>(expected.points());
    if (expected.shape() != null) {
      points.add(List.of(ExpectedPicture.COLUMNS - 2, 20.0, 255.0));
      points.add(List.of(ExpectedPicture.COLUMNS + 1.5, 20.0, 0.0));
      points.add(List.of(52.0, ExpectedPicture.ROWS + 1.5, 0.0));
    }
    List<List<Double>> drawn = drawn(window.page(), points, expected.proportions());
    compare(expected.toString(), points, drawn, softly);
    List<Double> pixel = List.of(ExpectedPicture.COLUMNS - 8, ExpectedPicture.ROWS - 8);
    List<Double> size = List.of(ExpectedPicture.COLUMNS, ExpectedPicture.ROWS);
    softly
        .assertThat(PointedAt.distanceFromDrawn(window.page(), pixel, size, expected.proportions()))
        .as("%s: pixels between what is said and what is drawn", expected)
        .allSatisfy(pixels -> assertThat(pixels).isCloseTo(0, Offset.offset(0.1)));
  }

  private static void compare(
      String name, List<List<Double>> points, List<List<Double>> drawn, SoftAssertions softly) {
    List<String> wrong = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      List<Double> should = points.get(i).subList(2, points.get(i).size());
      for (int channel = 0; channel < 3; channel++) {
        double grey = should.get(should.size() == 3 ? channel : 0);
        if (Math.abs(drawn.get(i).get(channel) - grey) > 1) {
          wrong.add(points.get(i) + " is " + drawn.get(i));
          break;
        }
      }
    }
    softly.assertThat(wrong).as(name).isEmpty();
  }

  /** What is on the screen at the middles of pixels: red, green and blue. */
  private static List<List<Double>> drawn(
      Page page, List<List<Double>> points, List<Double> proportions) {
    String script =
        """
        ([points, [width, height], columns, rows]) => {
          const canvas = document.querySelector('.pane canvas');
          const scale = Math.min(canvas.width / width, canvas.height / height);
          const context = new OffscreenCanvas(canvas.width, canvas.height)
            .getContext('2d', { willReadFrequently: true });
          context.drawImage(canvas, 0, 0);
          return points.map(([x, y]) => {
            const left = canvas.width / 2 + ((x + 0.5) / columns - 0.5) * width * scale;
            const top = canvas.height / 2 + ((y + 0.5) / rows - 0.5) * height * scale;
            return [...context.getImageData(Math.floor(left), Math.floor(top), 1, 1).data.slice(0, 3)];
          });
        }
        """;
    Object drawn =
        page.evaluate(
            script, List.of(points, proportions, ExpectedPicture.COLUMNS, ExpectedPicture.ROWS));
    return ((List<?>) drawn).stream().map(ViewerScenario::numbers).toList();
  }

  /** Whether the archive's picture is given; if so, it must be right. */
  private static boolean isRendered(
      Page page, Stored study, String object, ExpectedPicture expected, SoftAssertions softly) {
    String script =
        """
        async ([path, points]) => {
          const answer = await fetch(path, { headers: { Accept: 'image/png' } });
          if (!answer.ok) {
            return answer.status;
          }
          const picture = await createImageBitmap(await answer.blob());
          const context = new OffscreenCanvas(picture.width, picture.height)
            .getContext('2d', { willReadFrequently: true });
          context.drawImage(picture, 0, 0);
          return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]);
        }
        """;
    String path =
        Stream.of("/dicom-web/studies", study.uid(), "series", study.series(1), "instances", object)
            .map(String::valueOf)
            .reduce((a, b) -> a + "/" + b)
            .orElseThrow();
    List<List<Double>> points = expected.points() == null ? List.of() : expected.points();
    Object given =
        page.evaluate(script, List.of(path + "/frames/" + expected.frame() + "/rendered", points));
    if (given instanceof Integer status) {
      softly.assertThat(status).as(expected.name()).isEqualTo(406);
      return false;
    }
    if (WRONG_IN_THE_ARCHIVE.contains(expected.name())) {
      return false;
    }
    List<List<Double>> greys = ((List<?>) given).stream().map(ViewerScenario::numbers).toList();
    compare("picture of " + expected, points, greys, softly);
    return true;
  }

  /** Draws a line over 40 columns. */
  private static void measure(Page page, ExpectedPicture expected) {
    BoundingBox box = page.locator(".pane canvas").boundingBox();
    boolean isTall = expected.name().equals("length-aspect");
    double height = isTall ? 2 * ExpectedPicture.ROWS : ExpectedPicture.ROWS;
    double scale = Math.min(box.width / ExpectedPicture.COLUMNS, box.height / height);
    double y = box.y + box.height / 2;
    double middle = box.x + box.width / 2;
    page.mouse().move(middle - 20 * scale, y);
    page.mouse().down();
    page.mouse().move(middle, y + 5);
    page.mouse().move(middle + 20 * scale, y);
    page.mouse().up();
  }

  /** Compares what is said beside the line, which follows the pointer a little later. */
  private static void isMeasured(Page page, ExpectedPicture expected, SoftAssertions softly) {
    try {
      page.waitForCondition(
          () -> isRight(said(page), expected), new Page.WaitForConditionOptions().setTimeout(3000));
    } catch (TimeoutError e) {
      softly
          .assertThat(said(page))
          .as(expected.name())
          .isEqualTo(expected.length() + " " + expected.unit());
    }
  }

  private static boolean isRight(String said, ExpectedPicture expected) {
    String unit = " " + expected.unit();
    return said.endsWith(unit)
        && said.substring(0, said.length() - unit.length()).matches("[0-9.]+")
        && Math.abs(
                Double.parseDouble(said.replaceAll(" .*", ""))
                        / Objects.requireNonNull(expected.length())
                    - 1)
            < 0.02;
  }

  private static String said(Page page) {
    return String.join("", page.locator(".pane svg text").allTextContents());
  }
}
