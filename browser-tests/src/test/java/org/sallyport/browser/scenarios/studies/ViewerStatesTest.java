package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.archive.TestArchive;
import org.sallyport.testing.archive.TestStudy;

/** Presentation states, which the viewer calls saved views. */
class ViewerStatesTest extends ViewerScenario {
  private static final String ACQUIRED = "As acquired";
  private static final double MAGNIFICATION = 4;

  private final List<ExpectedState> all = ExpectedState.all();
  private final SoftAssertions softly = new SoftAssertions();

  @TempDir Path folder;
  private Window window;
  private Page page;
  private Stored study;

  @BeforeEach
  void open() {
    Caller caller = reader(Width.DESK);
    window = caller.window();
    page = window.page();
    StudyUid uid = new TestStudy().uid();
    study =
        samples.shareAsTheyAre(caller.person(), uid, MadeObjects.states(folder, uid, all.size()));
  }

  private void openImage() {
    window.open(study.page(1));
    shows(window, "Image 1 of 2");
    page.locator(".saved").waitFor();
    // The image gets less room then, and is drawn anew.
    ShownImage.awaitDrawing(page);
  }

  private Locator choice() {
    return page.getByLabel("Saved view, pane 1");
  }

  private void choose(ExpectedState state) {
    choice().selectOption("As saved: " + state.name());
    if (state.refused() == null) {
      showsWith(state);
    } else {
      String words =
          "This saved view has something that this viewer does not draw: " + state.refused() + ".";
      page.locator(".saved__words").getByText(words).waitFor();
      shows(window, "Image 1 of 2");
    }
    ShownImage.awaitDrawing(page);
  }

  private void showsWith(ExpectedState state) {
    shows(window, "Saved view: " + state.name());
  }

  private ExpectedState state(String label) {
    return all.stream().filter(it -> it.label().equals(label)).findFirst().orElseThrow();
  }

  @Test
  void Rule45_everyStateIsDrawnAsByAnotherProgramOrRefused() {
    openImage();
    ImageMatrix matrix = new ImageMatrix("Saved views");
    List<List<Double>> acquired = canvas(state("WINDOW"), false);
    for (ExpectedState state : all) {
      choose(state);
      matrix.add(compared(state, acquired));
    }
    isTheSameOnAnImageThatIsStoredInverted(state("INVERSE"));
    choose(state("TURNED FLIPPED"));
    choice().selectOption(ACQUIRED);
    page.waitForCondition(() -> !overlay().contains("Saved view"));
    shows(window, "Image 1 of 2");
    ShownImage.awaitDrawing(page);
    softly.assertThat(canvas(state("WINDOW"), false)).as(ACQUIRED).isEqualTo(acquired);
    softly.assertAll();
    matrix.isWritten();
  }

  @Test
  void Rule45_areasAndDrawingsOfStatesAreInPlaceAtEveryRatio() {
    for (double ratio : List.of(1.0, 1.25, 1.5, 2.0, 3.0)) {
      window.moveTo(ratio, 1);
      openImage();
      for (String label : List.of("AREA TURNED", "DRAWN TURNED")) {
        choose(state(label));
        compared(state(label), List.of());
      }
    }
    softly.assertAll();
  }

  /** The state says which end is white; how the image is stored does not matter then. */
  private void isTheSameOnAnImageThatIsStoredInverted(ExpectedState state) {
    choose(state);
    List<List<Double>> first = canvas(state, false);
    page.locator(".pane").focus();
    page.keyboard().press("ArrowDown");
    shows(window, "Image 2 of 2");
    showsWith(state);
    ShownImage.awaitDrawing(page);
    softly.assertThat(canvas(state, false)).as("MONOCHROME1").isEqualTo(first);
    page.keyboard().press("ArrowUp");
    shows(window, "Image 1 of 2");
  }

  private String overlay() {
    return page.locator(".pane.is-active .overlay__image").innerText();
  }

  private ImageMatrix.Row compared(ExpectedState state, List<List<Double>> acquired) {
    if (state.refused() != null) {
      softly.assertThat(canvas(state("WINDOW"), false)).as(state.label()).isEqualTo(acquired);
      softly.assertThat(overlay()).as(state.label()).doesNotContain("Saved view");
      String words = "“" + page.locator(".saved__words").innerText() + "”";
      return new ImageMatrix.Row(state.label(), "refused", words, "the words", 0, 0, "");
    }
    List<List<Double>> points = Objects.requireNonNull(state.points());
    List<List<Double>> drawn = canvas(state, state.label().equals("MAGNIFIED"));
    double most = 0;
    for (int i = 0; i < points.size(); i++) {
      double differs = Math.abs(drawn.get(i).getFirst() - points.get(i).get(2));
      softly
          .assertThat(differs)
          .as("%s at %s, which is %s", state.label(), points.get(i), drawn.get(i))
          .isLessThanOrEqualTo(1);
      most = Math.max(most, differs);
    }
    if (state.drawings() != null) {
      areDrawn(state);
    }
    return new ImageMatrix.Row(
        state.label(), "drawn", "drawn", "DCMTK 3.6", 1, (int) Math.ceil(most), " of 255");
  }

  /**
   * Each end of a drawing is an end of a line in the pane, and the words begin where they should.
   */
  private void areDrawn(ExpectedState state) {
    List<Double> size = Objects.requireNonNull(state.size());
    String script =
        """
        ([places, [width, height], words]) => {
          const lines = document.querySelector('.pane__saved');
          const box = lines.getBoundingClientRect();
          const scale = Math.min(box.width / width, box.height / height);
          const at = ([x, y]) =>
            [box.width / 2 + (x - width / 2) * scale, box.height / 2 + (y - height / 2) * scale];
          const ends = [...lines.querySelectorAll('polyline, polygon, circle')].flatMap(it =>
            it.points ? [...it.points].map(({ x, y }) => [x, y])
              : [[Number(it.getAttribute('cx')), Number(it.getAttribute('cy'))]]);
          const distance = place => {
            const [x, y] = at(place);
            return Math.min(...ends.map(end => Math.hypot(end[0] - x, end[1] - y)));
          };
          const text = lines.querySelector('tspan');
          return [...places.map(distance), Math.abs(Number(text.getAttribute('x')) - at(words)[0])];
        }
        """;
    List<List<Double>> places =
        Objects.requireNonNull(state.drawings()).values().stream().flatMap(List::stream).toList();
    List<Double> distances =
        numbers(
            page.evaluate(script, List.of(places, size, Objects.requireNonNull(state.words()))));
    softly
        .assertThat(distances)
        .as("pixels from the ends of %s to what is drawn", state.drawings())
        .allSatisfy(it -> assertThat(it).isLessThan(1));
    softly
        .assertThat(page.locator(".pane__saved tspan").allTextContents())
        .containsExactly("Nodule", "6 mm");
  }

  /** What is on the screen where the points of a state are. */
  private List<List<Double>> canvas(ExpectedState state, boolean isMagnified) {
    String script =
        """
        ([points, [width, height], magnification]) => {
          const canvas = document.querySelector('.pane canvas');
          const scale = magnification || Math.min(canvas.width / width, canvas.height / height);
          const context = new OffscreenCanvas(canvas.width, canvas.height)
            .getContext('2d', { willReadFrequently: true });
          context.drawImage(canvas, 0, 0);
          return points.map(([x, y]) => {
            const left = canvas.width / 2 + (x + 0.5 - width / 2) * scale;
            const top = canvas.height / 2 + (y + 0.5 - height / 2) * scale;
            return [...context.getImageData(Math.floor(left), Math.floor(top), 1, 1).data.slice(0, 3)];
          });
        }
        """;
    Object drawn =
        page.evaluate(
            script,
            List.of(
                Objects.requireNonNull(state.points()),
                Objects.requireNonNull(state.size()),
                isMagnified ? MAGNIFICATION : 0));
    return ((List<?>) drawn).stream().map(ViewerScenario::numbers).toList();
  }

  @Test
  void theSeriesOfStatesOpensItsImagesAndWhatTheReaderDoesStaysTheReaders() {
    window.open(study.page(2));
    ExpectedState first = state("WINDOW");
    showsWith(first);
    shows(window, "Image 1 of 1 of the saved view");
    page.locator(".strip__series").nth(1).getByText(all.size() + " saved views").waitFor();
    awaitView("C 1800 W 2600");
    window.use("Length");
    BoundingBox box = page.locator(".pane__view").boundingBox();
    page.mouse().move(box.x + box.width / 2, box.y + box.height / 2);
    page.mouse().down();
    page.mouse().move(box.x + box.width / 2 + 60, box.y + box.height / 2);
    page.mouse().up();
    Locator length = page.locator(".pane.is-active .pane__view svg text").first();
    length.waitFor();
    page.locator(".pane").focus();
    page.keyboard().press("]");
    awaitView("W 2860");
    page.keyboard().press("r");
    page.keyboard().press("0");
    awaitView("C 1800 W 2600");
    choose(state("AREA TURNED"));
    List<List<Double>> asSaved = canvas(state("AREA TURNED"), false);
    page.keyboard().press("Escape");
    page.locator(".pane").focus();
    page.keyboard().press("r");
    page.keyboard().press("+");
    ShownImage.awaitDrawing(page);
    assertThat(canvas(state("AREA TURNED"), false)).isNotEqualTo(asSaved);
    page.keyboard().press("0");
    page.waitForCondition(() -> canvas(state("AREA TURNED"), false).equals(asSaved));
    choice().selectOption(ACQUIRED);
    awaitView("C 1000 W 1500");
    length.waitFor();
    page.locator(".pane").focus();
    page.keyboard().press(";");
    // The newest one, which cannot be drawn.
    page.locator(".saved__words").getByText("incomplete parts").waitFor();
    length.waitFor();
    window.reload();
    showsWith(first);
  }

  private void awaitView(String words) {
    page.waitForCondition(
        () -> page.locator(".pane.is-active .overlay__view").innerText().contains(words));
  }

  @Test
  void aStateThatNamesAForeignStudyLeadsToNothing() {
    TestStudy foreign =
        new TestStudy().with("PatientID", "LM-999999").with("PatientName", "Someone^Else");
    TestArchive.store(foreign);
    StudyUid own = study.uid();
    samples.add(
        MadeObjects.state(folder, own, foreign.seriesUid(1) + "/" + foreign.instanceUid(1, 1)));
    List<String> given = new ArrayList<>();
    page.onResponse(
        response -> {
          if (response.ok()) {
            given.add(response.url());
          }
        });
    window.open(study.page(3));
    page.locator(".trouble__words")
        .getByText("The images of this saved view are not there, or you may not see them.")
        .waitFor();
    assertThat(page.locator(SHOWN).count()).isZero();
    assertThat(given)
        .anyMatch(url -> url.contains(study.series(3)))
        .noneMatch(url -> url.contains(foreign.uid().value()));
  }
}
