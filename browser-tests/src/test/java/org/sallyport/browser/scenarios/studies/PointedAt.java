package org.sallyport.browser.scenarios.studies;

import com.microsoft.playwright.Page;
import java.util.List;

/**
 * What a pane says of the places that a mouse points at: of an image the pixel and its values, of a
 * reconstruction the point in the patient. The pointer is an event, so that it can be between
 * pixels of the screen and beyond the edge of the pane.
 */
final class PointedAt {
  /** A pane that shows what was asked for: its text is there, and no other word about it. */
  static final String SHOWN = ":not(.is-loading, .is-refused):has(.overlay__patient span)";

  /** Functions for scripts. Places are CSS pixels from the left and the top of the view. */
  static final String FUNCTIONS =
      "const SHOWN = '"
          + SHOWN
          + "';\n"
          + """
      const FAR = 50000;
      const said = (pane, x, y) => {
        const view = pane.querySelector('.pane__view');
        const { left, top } = view.getBoundingClientRect();
        view.dispatchEvent(
          new PointerEvent('pointermove', { clientX: left + x, clientY: top + y }));
        return [...pane.querySelectorAll('.overlay__view span')].at(-1)?.textContent ?? '';
      };
      const leave = pane =>
        pane.querySelector('.pane__view').dispatchEvent(new PointerEvent('pointerleave'));

      const pixel = (pane, x, y) => {
        const [, column, row, values] = /^x (\\d+) y (\\d+): (.*)$/.exec(said(pane, x, y)) ?? [];
        return column && { column: +column, row: +row, values: values.split(' ').map(Number).filter(it => !isNaN(it)) };
      };
      // Where a condition ends that holds at one place and not at another.
      const end = (holds, from, to) => {
        while (Math.abs(to - from) > 0.01) {
          const middle = (from + to) / 2;
          if (holds(middle)) from = middle;
          else to = middle;
        }
        return from;
      };
      // A place on the image; undefined if there is none.
      const inside = pane => {
        const { width, height } = pane.querySelector('.pane__view').getBoundingClientRect();
        const places = [[width / 2, height / 2]];
        for (let y = 8; y < height; y += 16) {
          for (let x = 8; x < width; x += 16) places.push([x, y]);
        }
        return places.find(([x, y]) => pixel(pane, x, y));
      };
      // The middle of a pixel of an image that fits its pane.
      const placeOf = (pane, column, row) => {
        const [startX, startY] = inside(pane);
        const { width, height } = pane.querySelector('.pane__view').getBoundingClientRect();
        const middle = (number, wanted, start, room) => {
          const at = place => number(place) ?? (place < start ? -1 : Infinity);
          const from = end(place => at(place) < wanted, -1, room + 1);
          return (from + end(place => at(place) <= wanted, from, room + 1)) / 2;
        };
        const x = middle(it => pixel(pane, it, startY)?.column, column, startX, width);
        return [x, middle(it => pixel(pane, x, it)?.row, row, startY, height)];
      };
      const edgesOfImage = pane => {
        const [x, y] = inside(pane);
        const along = (is, from) => [end(is, from, from - FAR), end(is, from, from + FAR)];
        const [left, right] = along(it => pixel(pane, it, y), x);
        const [top, bottom] = along(it => pixel(pane, x, it), y);
        return [left, top, right, bottom];
      };

      // Left, back and head of the patient's origin, in mm.
      const position = (pane, x, y) => {
        const words = said(pane, x, y).split(' ');
        return [0, 2, 4].map(at => ('RAF'.includes(words[at]) ? -1 : 1) * Number(words[at + 1]));
      };
      // For right and down: the axis of the patient, mm in a pixel, and the place of its origin. The
      // numbers are rounded; the places at which they change are exact.
      const axes = pane => [[1, 0], [0, 1]].map(([right, down]) => {
        const at = place => position(pane, place * right, place * down);
        const change = at(1000).map((it, i) => it - at(0)[i]);
        const axis = change.findIndex(it => Math.abs(it) === Math.max(...change.map(Math.abs)));
        const sign = Math.sign(change[axis]);
        const after = value => end(place => (at(place)[axis] - value) * sign < 0.04, -FAR, FAR);
        const from = after(-100);
        const scale = 200 / (after(100) - from);
        return { axis, scale, origin: from + (100 - 0.05 * sign) / scale };
      });
      const placeInPlane = (pane, point) =>
        axes(pane).map(({ axis, scale, origin }) => origin + point[axis] / scale);
      // The origin of the patient, and what is 200 mm from it.
      const edgesOfPlane = pane => {
        const [right, down] = axes(pane);
        const across = ({ scale }) => 200 / Math.abs(scale);
        return [right.origin, down.origin, right.origin + across(right), down.origin + across(down)];
      };
      const edges = pane => {
        const found = (pane.matches('.plane') ? edgesOfPlane : edgesOfImage)(pane);
        leave(pane);
        return found;
      };
      """;

  private static final String VALUES =
      FUNCTIONS
          + """
          const valuesAt = (column, row) => {
            const pane = document.querySelector('.pane');
            const { width, height } = pane.querySelector('.pane__view').getBoundingClientRect();
            if (!pixel(pane, width / 2, height / 2)) return [];
            const { values, ...at } = pixel(pane, ...placeOf(pane, column, row)) ?? {};
            leave(pane);
            return at.column === column && at.row === row ? values : [];
          };
          """;

  private PointedAt() {}

  /** The values of a pixel: one, or red, green and blue; empty if none are said. */
  static List<Double> valuesAt(Page page, List<Double> pixel) {
    String script = "at => { " + VALUES + " return valuesAt(...at); }";
    return ViewerScenario.numbers(page.evaluate(script, pixel));
  }

  /**
   * How far the place at which a pixel is said is from the one at which it is drawn, in pixels to
   * the right and down; empty if no values are said. The image fits the pane and is in its middle.
   *
   * @param size columns and rows
   * @param proportions width and height of the image in any unit
   */
  static List<Double> distanceFromDrawn(
      Page page, List<Double> pixel, List<Double> size, List<Double> proportions) {
    String script =
        "([wanted, size, proportions]) => {"
            + FUNCTIONS
            + """
              const pane = document.querySelector('.pane');
              if (!inside(pane)) return [];
              const { clientWidth, clientHeight } = pane.querySelector('.pane__view');
              const room = [clientWidth, clientHeight];
              const scale = Math.min(...room.map((it, i) => it / proportions[i]));
              const place = placeOf(pane, ...wanted);
              leave(pane);
              return place.map((it, i) =>
                ((it - room[i] / 2) / scale / proportions[i] + 0.5) * size[i] - 0.5 - wanted[i]);
            }
            """;
    return ViewerScenario.numbers(page.evaluate(script, List.of(pixel, size, proportions)));
  }
}
