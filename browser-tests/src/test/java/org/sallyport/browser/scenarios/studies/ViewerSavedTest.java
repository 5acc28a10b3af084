package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.pages.SharingSpots;
import org.sallyport.browser.scenarios.studies.SampleStudies.Stored;

/** A reader's measurements come back, and leave as a picture or a table. */
class ViewerSavedTest extends ViewerScenario {
  private static final String LINE = ".pane svg text tspan";
  private static final String LINES =
      "count => document.querySelectorAll('" + LINE + "').length === count";

  private static final String COUNT =
      "count => document.querySelectorAll('.pane svg text').length === count";

  private Caller caller;
  private Window window;
  private Page page;
  private Stored study;

  @BeforeEach
  void open() {
    caller = reader(Width.DESK);
    window = caller.window();
    page = window.page();
    study = samples.share(caller.person(), List.of("pydicom/CT_small.dcm"));
    window.open(study.page(1));
    settles(window);
  }

  private void drags(String key, double... way) {
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double x = box.x + box.width / 2;
    double y = box.y + box.height / 2;
    page.keyboard().press(key);
    page.mouse().move(x + way[0], y + way[1]);
    page.mouse().down();
    for (int i = 2; i < way.length; i += 2) {
      page.mouse().move(x + way[i], y + way[i + 1]);
    }
    page.mouse().up();
    pauses(page, DOUBLE_CLICK_MILLIS);
  }

  private void drawsAll() {
    drags("l", -200, -250, -60, -250);
    drags("a", -200, -150, -100, -150, -60, -120);
    BoundingBox box = page.locator(".pane__view").boundingBox();
    page.mouse().click(box.x + box.width / 2 - 150, box.y + box.height / 2 - 90);
    pauses(page, DOUBLE_CLICK_MILLIS);
    drags("b", -200, -40, -60, -20);
    drags("e", 60, -200, 120, -160);
    drags("q", 60, -80, 140, -20);
    drags("o", 80, 60, 120, 60);
    drags("d", -120, 60, -110, 62);
    List<Double> loop = new ArrayList<>();
    for (int i = 0; i <= 24; i++) {
      loop.add(-120 + 50 * Math.cos(i * Math.PI / 12));
      loop.add(180 + 40 * Math.sin(i * Math.PI / 12));
    }
    drags("f", loop.stream().mapToDouble(it -> it).toArray());
    drags("j", 120, 200, 60, 260);
    // Longer than the viewer waits before it saves.
    page.waitForTimeout(900);
    page.keyboard().type("Nodule, \"upper\"");
    page.keyboard().press("Enter");
    page.waitForFunction(COUNT, 9);
  }

  private List<String> lines() {
    return page.locator(".pane svg text").allTextContents().stream().sorted().toList();
  }

  /** Waits until everything that was drawn is at the server. */
  private void isSaved(int marks) {
    page.waitForCondition(
        () ->
            ((Number)
                        page.evaluate(
                            "path => fetch(path).then(it => it.json()).then(it => it.length)",
                            "/studies/" + study.uid() + "/marks"))
                    .intValue()
                == marks);
  }

  @Test
  void whatWasMeasuredComesBackAsItWas() {
    drawsAll();
    List<String> before = lines();
    isSaved(9);
    page.reload();
    // Until something else is said.
    page.locator("[role=status]").getByText("9 measurements of yours are shown.").waitFor();
    settles(window);
    page.waitForFunction(COUNT, 9);
    assertThat(lines()).isEqualTo(before);
    window.use("Clear measurements");
    isSaved(0);
    page.keyboard().press("Control+z");
    isSaved(9);
    page.keyboard().press("Control+Shift+z");
    isSaved(0);
    page.reload();
    settles(window);
    page.waitForTimeout(500);
    assertThat(lines()).isEmpty();
  }

  /** Saves a length as a version that did not keep the ratio of the screen did. */
  private void savedEarlier(int row) {
    String script =
        """
        async ([path, series, row]) => {
          const { token } = await (await fetch('/session/left')).json();
          const points = [[20, row], [100, row]];
          const body = JSON.stringify({ series, object: series + '.1', frame: 1, kind: 'length', points });
          const headers = { 'Content-Type': 'application/json', 'X-CSRF-TOKEN': token };
          await fetch(path + crypto.randomUUID(), { method: 'PUT', headers, body });
        }
        """;
    page.evaluate(script, List.of("/studies/" + study.uid() + "/marks/", study.series(1), row));
  }

  private void unknownRatios(int marks) {
    String script =
        "path => fetch(path).then(it => it.json()).then(it => it.filter(one => one.ratio === null).length)";
    page.waitForCondition(
        () -> page.evaluate(script, "/studies/" + study.uid() + "/marks").equals(marks));
  }

  @Test
  void Rule45_whatAnEarlierVersionSavedIsInDoubtUntilItIsConfirmed() throws IOException {
    String words = "Made with an older version: check before use";
    savedEarlier(20);
    savedEarlier(60);
    page.reload();
    settles(window);
    page.waitForFunction(LINES, 4);
    assertThat(lines()).hasSize(2).allMatch(it -> it.endsWith(words));
    Download table = page.waitForDownload(() -> window.use("Save values"));
    assertThat(Files.readString(table.path(), StandardCharsets.UTF_8)).contains("mm; " + words);
    window.use("Confirm the selected one");
    page.locator("[role=status]").getByText("No measurement is selected.").first().waitFor();
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double scale = Math.min(box.width, box.height) / 128;
    double left = box.x + box.width / 2 - 64 * scale;
    double top = box.y + box.height / 2 - 64 * scale;
    page.mouse().click(left + 40 * scale, top + 20 * scale);
    // Until then it may be half of a double click.
    pauses(page, DOUBLE_CLICK_MILLIS);
    window.use("Confirm the selected one");
    page.waitForCondition(() -> lines().stream().filter(it -> it.endsWith(words)).count() == 1);
    unknownRatios(1);
  }

  /** Saves as a version before, moves one end, and asks everywhere whether it can be trusted. */
  @Test
  void Rule45_whatAnEarlierVersionSavedStaysInDoubtWhenItIsMoved() throws IOException {
    String words = "Made with an older version: check before use";
    savedEarlier(20);
    page.reload();
    settles(window);
    page.waitForFunction(LINES, 2);
    String before = lines().getFirst();
    moves(100, 20, 60, 20);
    page.waitForCondition(() -> !lines().getFirst().equals(before));
    isSavedIn("[60, 20]");
    String moved = lines().getFirst();
    assertThat(moved).matches("[0-9.]+ mm" + words);
    // The whole of it: its length, which may be wrong, stays.
    moves(40, 20, 40, 50);
    isSavedIn("[60, 50]");
    assertThat(lines()).containsExactly(moved);
    page.keyboard().press("Control+z");
    page.keyboard().press("Control+z");
    page.waitForCondition(() -> lines().equals(List.of(before)));
    page.keyboard().press("Control+Shift+z");
    isSavedIn("[60, 20]");
    unknownRatios(1);
    Download table = page.waitForDownload(() -> window.use("Save values"));
    assertThat(Files.readString(table.path(), StandardCharsets.UTF_8)).contains("mm; " + words);
    rows.update("update share set may_share_on = true where account_id = ?", id(caller));
    Caller receiver = reader(Width.DESK);
    window.open("/studies/share?study=" + study.uid());
    window.tick("Send my measurements along (1)");
    SharingSpots.shares(window, receiver.person().username());
    page = receiver.window().page();
    receiver.window().open(study.page(1));
    page.waitForFunction(LINES, 3);
    assertThat(lines().getFirst()).startsWith(moved.replace(words, "")).endsWith(words);
    page = window.page();
    window.open(study.page(1));
    page.waitForFunction(LINES, 2);
    assertThat(lines()).containsExactly(moved);
    moves(40, 20, 40, 30);
    window.use("Confirm the selected one");
    page.waitForCondition(() -> lines().equals(List.of(moved.replace(words, ""))));
    unknownRatios(0);
  }

  /** Drags what is at a column and row to another place. */
  private void moves(int... way) {
    BoundingBox box = page.locator(".pane__view").boundingBox();
    double scale = Math.min(box.width, box.height) / 128;
    double left = box.width / 2 - 64 * scale;
    double top = box.height / 2 - 64 * scale;
    double[] pixels = new double[way.length];
    for (int i = 0; i < way.length; i++) {
      double middle = i % 2 == 0 ? box.width / 2 : box.height / 2;
      pixels[i] = (i % 2 == 0 ? left : top) + way[i] * scale - middle;
    }
    drags("l", pixels);
  }

  /** Waits until the server has a mark with a point, in whole pixels. */
  private void isSavedIn(String point) {
    String script =
        """
        path => fetch(path).then(it => it.json()).then(all => JSON.stringify(
          all.flatMap(it => it.points).map(it => it.map(Math.round))))
        """;
    String joined = point.replace(" ", "");
    page.waitForCondition(
        () ->
            ((String) page.evaluate(script, "/studies/" + study.uid() + "/marks"))
                .contains(joined));
  }

  @Test
  void theyLeaveAsAPictureAndAsATable() throws IOException {
    drawsAll();
    Download table = page.waitForDownload(() -> window.use("Save values"));
    assertThat(table.suggestedFilename()).isEqualTo("measurements.csv");
    assertThat(Files.readString(table.path(), StandardCharsets.UTF_8))
        .startsWith(
            "\uFEFF\"Study\",\"Series\",\"Image\",\"Measurement\",\"Value\",\"Measured by\"\r\n")
        .containsPattern(
            "\"20 Nov 2026, CT\",\"1 CT_small.dcm\",\"1\",\"Length\",\"[0-9.]+ mm\",\"Dr Person [^\"]+\"\r\n")
        .containsPattern("\"Ellipse\",\"Area [0-9.]+ mm²; Mean [0-9.]+ HU; SD [0-9.]+ HU; ")
        .contains("\"Arrow\",\"Nodule, \"\"upper\"\"\",\"");
    Download picture = page.waitForDownload(() -> window.use("Save picture"));
    assertThat(picture.suggestedFilename()).isEqualTo("series-1-image-1-1.png");
    BufferedImage image = ImageIO.read(picture.path().toFile());
    BoundingBox pane = page.locator(".pane").boundingBox();
    double ratio = ((Number) page.evaluate("devicePixelRatio")).doubleValue();
    assertThat(image.getWidth()).isEqualTo((int) Math.round(pane.width * ratio));
    assertThat(colours(image, 0xff, 0xff, 0x00)).as("measurements").isGreaterThan(300);
  }

  @Test
  void theReceiverOfAShareSeesWhatWasSentAlongAndCannotChangeIt() throws IOException {
    drags("l", -200, -250, -60, -250);
    drags("j", 120, 200, 60, 260);
    // Longer than the viewer waits before it saves.
    page.waitForTimeout(900);
    page.keyboard().type("node 4R");
    page.keyboard().press("Enter");
    page.waitForFunction(COUNT, 2);
    isSaved(2);
    String length = page.locator(LINE).allTextContents().getFirst();
    rows.update("update share set may_share_on = true where account_id = ?", id(caller));
    Caller receiver = reader(Width.DESK);
    window.open("/studies/share?study=" + study.uid());
    window.tick("Send my measurements along (2)");
    SharingSpots.shares(window, receiver.person().username());
    window.open("/studies/shared");
    assertThat(window.text()).contains("with 2 measurements of yours");
    String by = people.nameOf(caller.person());
    window = receiver.window();
    page = window.page();
    window.open(study.page(1));
    settles(window);
    page.locator("[role=status]").getByText("2 measurements of others are shown.").waitFor();
    page.waitForFunction(LINES, 3);
    assertThat(page.locator(LINE).allTextContents())
        .contains(length, "Measured by " + by, "node 4R (by " + by + ")");
    window.use("Clear measurements");
    page.locator("[role=status]").getByText("There is no measurement on this series.").waitFor();
    drags("l", -130, -250, -130, -200);
    page.keyboard().press("Delete");
    page.waitForFunction(LINES, 3);
    Download table = page.waitForDownload(() -> window.use("Save values"));
    assertThat(Files.readString(table.path(), StandardCharsets.UTF_8))
        .contains("\"Length\",\"" + length + "\",\"" + by + "\"\r\n")
        .contains("\"Arrow\",\"node 4R\",\"" + by + "\"\r\n");
    isSaved(0);
    window.use("Measurements of others");
    page.waitForFunction(LINES, 0);
    window.use("Measurements of others");
    page.waitForFunction(LINES, 3);
  }

  private static Object id(Caller caller) {
    return caller.person().id().value();
  }

  private static long colours(BufferedImage image, int red, int green, int blue) {
    long count = 0;
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        int pixel = image.getRGB(x, y);
        if ((pixel >> 16 & 0xff) == red && (pixel >> 8 & 0xff) == green && (pixel & 0xff) == blue) {
          count++;
        }
      }
    }
    return count;
  }
}
