package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.assertj.core.data.Offset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.archive.TestStudy;

/**
 * Rule 45: all that changes a picture, in the viewer and in the archive's pictures, beside what
 * other programs draw. Each grey is right, or the image is refused in words.
 */
class ViewerPicturesTest extends ViewerScenario {
  private static final String AS_SENT = "As sent";

  /** Orthanc takes bits that an image does not use for a part of its values. */
  private static final Set<String> WRONG_IN_THE_ARCHIVE = Set.of("unused-bits");

  /** Some of what the archive draws right, if it is asked for the window. */
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
          "aspect-square");

  private final List<ExpectedPicture> all = ExpectedPicture.pictures();
  private final List<String> names =
      List.copyOf(new LinkedHashSet<>(all.stream().map(ExpectedPicture::name).toList()));
  private final SoftAssertions softly = new SoftAssertions();

  @TempDir Path folder;

  @Test
  void Rule45_everyPictureIsThatOfAnotherProgramOrRefused() {
    Caller caller = reader(Width.DESK);
    StudyUid uid = new TestStudy().uid();
    List<Path> files = MadeObjects.in(folder, "pictures", uid, names);
    Stored study = samples.shareAsTheyAre(caller.person(), uid, files);
    Window window = caller.window();
    window.open(study.page(1));
    ImageMatrix matrix = new ImageMatrix("Pictures");
    List<List<ExpectedPicture>> images = images();
    for (int i = 0; i < images.size(); i++) {
      ShownImage.awaitPlace(window.page(), i + 1, images.size());
      images.get(i).forEach(expected -> matrix.add(shown(window, expected)));
      if (images.get(i).size() > 1) {
        choose(window.page(), AS_SENT);
      }
      ShownImage.next(window.page());
    }
    areRenderedRight(window.page(), study);
    softly.assertAll();
    matrix.isWritten();
  }

  /** The picture of a series that the archive cannot render is drawn of its frame in the middle. */
  @ParameterizedTest
  @ValueSource(strings = {"frames-rescaled", "frames-windows"})
  void Rule45_aFrameThatIsDrawnInTheStripFirstIsRight(String name) {
    Caller caller = reader(Width.DESK);
    StudyUid uid = new TestStudy().uid();
    Path file = MadeObjects.in(folder, "pictures", uid, names).get(names.indexOf(name));
    Stored study = samples.shareAsTheyAre(caller.person(), uid, List.of(file));
    Window window = caller.window();
    window.open(study.page(1));
    window.page().waitForSelector(".strip__picture canvas");
    List<ExpectedPicture> frames = all.stream().filter(it -> it.name().equals(name)).toList();
    for (ExpectedPicture frame : frames) {
      ShownImage.awaitPlace(window.page(), frame.frame(), frames.size());
      drawn(window.page(), frame);
      ShownImage.next(window.page());
    }
    ExpectedPicture middle = frames.get(frames.size() / 2);
    compare(
        "strip of " + middle,
        1,
        expectedPoints(middle),
        ShownImage.drawn(
            window.page(),
            ".strip__picture canvas",
            Objects.requireNonNull(middle.points()),
            middle.proportions()));
    softly.assertAll();
  }

  /** What is expected of each image, in the order in which they are shown. */
  private List<List<ExpectedPicture>> images() {
    Map<String, List<ExpectedPicture>> images =
        all.stream()
            .collect(
                Collectors.groupingBy(
                    ExpectedPicture::image, LinkedHashMap::new, Collectors.toList()));
    return List.copyOf(images.values());
  }

  private ImageMatrix.Row shown(Window window, ExpectedPicture expected) {
    if (expected.preset() != null) {
      choose(window.page(), expected.preset());
    }
    String object =
        expected.object()
            + (expected.frame() == 1 ? "" : ", frame " + expected.frame())
            + (expected.preset() == null ? "" : ", “" + expected.preset() + "” chosen");
    String said = refusal(window);
    if (expected.refused() != null) {
      softly
          .assertThat(said)
          .as(expected.name())
          .isEqualTo(ViewerWords.refusal(expected.refused()));
      return new ImageMatrix.Row(
          object, "refused", "“" + said + "”", "the words in the pane", 0, 0, "");
    }
    softly.assertThat(said).as(expected.toString()).isEmpty();
    int found = said.isEmpty() ? drawn(window.page(), expected) : 255;
    int allowed = (int) allowed(expected);
    return new ImageMatrix.Row(
        object,
        isPet(expected) ? "drawn inverted" : "drawn",
        "drawn",
        String.valueOf(expected.tool()),
        allowed,
        found,
        " of 255");
  }

  private static double allowed(ExpectedPicture expected) {
    return expected.allowed() == null ? 1 : expected.allowed();
  }

  private static void choose(Page page, String preset) {
    page.getByLabel("Window preset").selectOption(preset);
    ShownImage.awaitDrawing(page);
  }

  /** Compares what is drawn; returns by how much it differs at most. */
  private int drawn(Page page, ExpectedPicture expected) {
    List<List<Double>> points = new ArrayList<>(drawnPoints(expected));
    if (expected.shape() != null) {
      points.add(List.of(ExpectedPicture.COLUMNS - 2, 20.0, 255.0));
      points.add(List.of(ExpectedPicture.COLUMNS + 1.5, 20.0, 0.0));
      points.add(List.of(52.0, ExpectedPicture.ROWS + 1.5, 0.0));
    }
    double found =
        compare(
            expected.toString(),
            allowed(expected),
            points,
            ShownImage.drawn(page, points, expected.proportions()));
    if (expected.shape() != null || expected.name().equals("window")) {
      isPointedAtWhereItIsDrawn(page, expected);
    }
    if (expected.values() != null) {
      for (List<Double> value : expected.values()) {
        softly
            .assertThat(PointedAt.valuesAt(page, value.subList(0, 2)))
            .as("%s at %s", expected, value)
            .isEqualTo(value.subList(2, 3));
      }
    }
    return (int) Math.ceil(found);
  }

  private void isPointedAtWhereItIsDrawn(Page page, ExpectedPicture expected) {
    List<Double> pixel = List.of(ExpectedPicture.COLUMNS - 8, ExpectedPicture.ROWS - 8);
    List<Double> size = List.of(ExpectedPicture.COLUMNS, ExpectedPicture.ROWS);
    softly
        .assertThat(PointedAt.distanceFromDrawn(page, pixel, size, expected.proportions()))
        .as("%s: pixels between what is said and what is drawn", expected)
        .isNotEmpty()
        .allSatisfy(pixels -> assertThat(pixels).isCloseTo(0, Offset.offset(0.1)));
  }

  private double compare(
      String name, double allowed, List<List<Double>> points, List<List<Double>> drawn) {
    List<String> wrong = new ArrayList<>();
    double most = 0;
    for (int i = 0; i < points.size(); i++) {
      List<Double> should = points.get(i).subList(2, points.get(i).size());
      double differs = 0;
      for (int channel = 0; channel < 3; channel++) {
        double grey = should.get(should.size() == 3 ? channel : 0);
        differs = Math.max(differs, Math.abs(drawn.get(i).get(channel) - grey));
      }
      most = Math.max(most, differs);
      if (differs > allowed) {
        wrong.add(points.get(i) + " is " + drawn.get(i));
      }
    }
    softly.assertThat(wrong).as(name).isEmpty();
    return most;
  }

  /** PET is shown with its greys inverted. */
  private static List<List<Double>> drawnPoints(ExpectedPicture expected) {
    return isPet(expected)
        ? expectedPoints(expected).stream()
            .map(point -> List.of(point.get(0), point.get(1), 255 - point.get(2)))
            .toList()
        : expectedPoints(expected);
  }

  private static boolean isPet(ExpectedPicture expected) {
    return expected.object().startsWith("PT,");
  }

  private static List<List<Double>> expectedPoints(ExpectedPicture expected) {
    return expected.points() == null ? List.of() : expected.points();
  }

  /** The archive's picture of an image is right, or is not given. */
  private void areRenderedRight(Page page, Stored study) {
    List<ExpectedPicture> asSent = all.stream().filter(it -> it.preset() == null).toList();
    String root =
        "/dicom-web/studies/" + study.uid() + "/series/" + study.series(1) + "/instances/";
    List<List<Object>> asked =
        asSent.stream()
            .map(
                it ->
                    List.<Object>of(
                        root
                            + study.series(1)
                            + "."
                            + (names.indexOf(it.name()) + 1)
                            + "/frames/"
                            + it.frame()
                            + "/rendered",
                        expectedPoints(it)))
            .toList();
    List<?> given = ShownImage.rendered(page, asked);
    Set<String> rendered = new TreeSet<>();
    for (int i = 0; i < asSent.size(); i++) {
      if (isRendered(asSent.get(i), given.get(i)) && asSent.get(i).refused() == null) {
        rendered.add(asSent.get(i).name());
      }
    }
    softly.assertThat(rendered).containsAll(RENDERED);
  }

  private boolean isRendered(ExpectedPicture expected, @Nullable Object given) {
    if (!(given instanceof List<?> pixels)) {
      softly.assertThat(given).as(expected.name()).isEqualTo(406);
      return false;
    }
    if (WRONG_IN_THE_ARCHIVE.contains(expected.name())) {
      return false;
    }
    List<List<Double>> greys = pixels.stream().map(ViewerScenario::numbers).toList();
    compare("picture of " + expected, allowed(expected), expectedPoints(expected), greys);
    return true;
  }
}
