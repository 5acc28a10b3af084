package org.sallyport.browser.scenarios.studies;

import com.microsoft.playwright.Page;
import java.util.List;

/** What a pane shows of the images that {@link ExpectedPicture} tells of, and how to go on. */
final class ShownImage {
  private ShownImage() {}

  /** Waits until the pane is at an image, and shows it or says why it does not. */
  static void awaitPlace(Page page, int number, int count) {
    String place = "Image " + number + " of " + count;
    String script =
        """
        place => {
          const lines = document.querySelector('.overlay__image')?.innerText.split('\\n') ?? [];
          return lines.includes(place) && document.querySelector(
            '.pane%s, .pane.is-refused:not(.is-loading) .trouble:not([hidden]) .trouble__words') !== null;
        }
        """
            .formatted(PointedAt.SHOWN);
    page.waitForFunction(script, place);
  }

  static void next(Page page) {
    page.locator(".pane").focus();
    page.keyboard().press("ArrowDown");
  }

  /** Waits until what was asked for is drawn. */
  static void awaitDrawing(Page page) {
    page.evaluate(
        "() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
  }

  /**
   * What is on the screen at the middles of pixels: red, green and blue.
   *
   * @param proportions width and height of the image in any unit
   */
  static List<List<Double>> drawn(Page page, List<List<Double>> points, List<Double> proportions) {
    return drawn(page, ".pane canvas", points, proportions);
  }

  static List<List<Double>> drawn(
      Page page, String where, List<List<Double>> points, List<Double> proportions) {
    String script =
        """
        ([where, points, [width, height], columns, rows]) => {
          const canvas = document.querySelector(where);
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
            script,
            List.of(where, points, proportions, ExpectedPicture.COLUMNS, ExpectedPicture.ROWS));
    return ((List<?>) drawn).stream().map(ViewerScenario::numbers).toList();
  }

  /**
   * The archive's pictures at points, or the status with which one is refused, in the same order.
   *
   * @param asked of each picture its path and the points
   */
  static List<?> rendered(Page page, List<List<Object>> asked) {
    String script =
        """
        async asked => {
          const one = async ([path, points]) => {
            const answer = await fetch(path, { headers: { Accept: 'image/png' } });
            if (!answer.ok) {
              return answer.status;
            }
            const picture = await createImageBitmap(await answer.blob());
            const context = new OffscreenCanvas(picture.width, picture.height)
              .getContext('2d', { willReadFrequently: true });
            context.drawImage(picture, 0, 0);
            return points.map(([x, y]) => [...context.getImageData(x, y, 1, 1).data.slice(0, 3)]);
          };
          const given = [];
          let next = 0;
          const some = async () => {
            while (next < asked.length) {
              const at = next++;
              given[at] = await one(asked[at]);
            }
          };
          await Promise.all([some(), some(), some()]);
          return given;
        }
        """;
    return (List<?>) page.evaluate(script, asked);
  }
}
