package org.sallyport.browser.scenarios.studies;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.TimeoutError;
import com.microsoft.playwright.options.BoundingBox;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.studies.ExpectedPicture.Quantity;
import org.sallyport.platform.ids.StudyUid;
import org.sallyport.testing.archive.TestStudy;

/** Rule 45: each length is right and says what it means, beside a calculation by Part 3. */
class ViewerLengthsTest extends ViewerScenario {
  private static final int ALLOWED_PERCENT = 2;
  private static final double PERCENT = 100;
  private static final int LONGEST_WAIT_MILLIS = 15_000;

  private final SoftAssertions softly = new SoftAssertions();

  @TempDir Path folder;

  @Test
  void Rule45_everyLengthIsRightAndSaysWhatItMeans() {
    List<ExpectedPicture> all = ExpectedPicture.lengths();
    Caller caller = reader(Width.DESK);
    StudyUid uid = new TestStudy().uid();
    List<String> names = all.stream().map(it -> it.name()).toList();
    List<Path> files = MadeObjects.in(folder, "lengths", uid, names);
    Window window = caller.window();
    Page page = window.page();
    window.open(samples.shareAsTheyAre(caller.person(), uid, files).page(1));
    ImageMatrix matrix = new ImageMatrix("Lengths");
    int last = all.stream().mapToInt(ViewerLengthsTest::framesOf).sum();
    int number = 1;
    ShownImage.awaitPlace(page, number, last);
    window.use("Length");
    for (ExpectedPicture expected : all) {
      for (int frame = 1; frame <= framesOf(expected); frame++) {
        ShownImage.awaitPlace(page, number, last);
        if (frame == expected.frame()) {
          matrix.add(measured(page, expected));
        }
        number++;
        ShownImage.next(page);
      }
    }
    softly.assertAll();
    matrix.isWritten();
  }

  private static int framesOf(ExpectedPicture expected) {
    return expected.name().equals("length-us-loop") ? 3 : 1;
  }

  private ImageMatrix.Row measured(Page page, ExpectedPicture expected) {
    draw(page, expected);
    List<Quantity> should = quantities(expected);
    try {
      page.waitForCondition(
          () -> differ(said(page), should) <= ALLOWED_PERCENT,
          new Page.WaitForConditionOptions().setTimeout(LONGEST_WAIT_MILLIS));
    } catch (TimeoutError e) {
      softly.assertThat(said(page).toString()).as(expected.name()).isEqualTo(should.toString());
    }
    return new ImageMatrix.Row(
        expected.object(),
        should.stream().map(ViewerLengthsTest::words).collect(Collectors.joining(", ")),
        said(page).stream()
            .map(line -> "“" + line.replaceFirst("^[0-9.]+ ", "") + "”")
            .collect(Collectors.joining(", ")),
        String.valueOf(expected.tool()),
        ALLOWED_PERCENT,
        (int) Math.ceil(differ(said(page), should)),
        expected.length() == null ? "" : " %");
  }

  private static List<Quantity> quantities(ExpectedPicture expected) {
    double length = expected.length() == null ? Double.NaN : expected.length();
    Quantity first = new Quantity(length, Objects.requireNonNull(expected.unit()));
    return expected.second() == null ? List.of(first) : List.of(first, expected.second());
  }

  /** A number without a fraction that is zero, and its unit; the unit alone if it has none. */
  private static String words(Quantity quantity) {
    String number = String.valueOf(quantity.length()).replaceFirst("\\.0$", "");
    return Double.isNaN(quantity.length()) ? quantity.unit() : number + " " + quantity.unit();
  }

  private static void draw(Page page, ExpectedPicture expected) {
    BoundingBox box = page.locator(".pane canvas").boundingBox();
    List<Double> line = Objects.requireNonNull(expected.line());
    double width = expected.proportions().get(0);
    double height = expected.proportions().get(1);
    double scale = Math.min(box.width / width, box.height / height);
    double[] at = new double[4];
    for (int i = 0; i < at.length; i += 2) {
      at[i] = box.x + box.width / 2 + (line.get(i) / ExpectedPicture.COLUMNS - 0.5) * width * scale;
      at[i + 1] =
          box.y + box.height / 2 + (line.get(i + 1) / ExpectedPicture.ROWS - 0.5) * height * scale;
    }
    page.mouse().move(at[0], at[1]);
    page.mouse().down();
    page.mouse().move((at[0] + at[2]) / 2, (at[1] + at[3]) / 2 + 5);
    page.mouse().move(at[2], at[3]);
    page.mouse().up();
  }

  /** By how many percent what is said differs at most; infinite if the units are others. */
  private static double differ(List<String> said, List<Quantity> should) {
    double most = said.size() == should.size() ? 0 : Double.POSITIVE_INFINITY;
    for (int i = 0; i < Math.min(said.size(), should.size()); i++) {
      most = Math.max(most, differs(said.get(i), should.get(i)));
    }
    return most;
  }

  private static double differs(String said, Quantity should) {
    if (Double.isNaN(should.length())) {
      return said.equals(should.unit()) ? 0 : Double.POSITIVE_INFINITY;
    }
    String unit = " " + should.unit();
    String number = said.endsWith(unit) ? said.substring(0, said.length() - unit.length()) : "";
    return number.matches("[0-9.]+")
        ? Math.abs(Double.parseDouble(number) / should.length() - 1) * PERCENT
        : Double.POSITIVE_INFINITY;
  }

  /** The lines beside what was drawn, which follow the pointer a little later. */
  private static List<String> said(Page page) {
    return page.locator(".pane svg text tspan").allTextContents();
  }
}
