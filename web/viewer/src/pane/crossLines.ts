import { svg } from "sallyport-common/dom";

const CROSS = 9;

type Place = readonly [x: number, y: number];

/** Lines over an image: where the image of another pane cuts it, and where a point of it is. */
export class CrossLines {
  readonly element = svg("svg", { class: "pane__lines", "aria-hidden": "true" });

  /**
   * Draws them anew. Places are CSS pixels of the pane.
   *
   * @param line undefined if no other image cuts this one
   * @param point undefined if none was chosen
   */
  show(line: readonly [Place, Place] | undefined, point: Place | undefined): void {
    this.element.replaceChildren(
      ...(line ? [lineOf("cross__line", ...line)] : []),
      ...(point
        ? [
            lineOf("cross__point", [point[0] - CROSS, point[1]], [point[0] + CROSS, point[1]]),
            lineOf("cross__point", [point[0], point[1] - CROSS], [point[0], point[1] + CROSS]),
          ]
        : []),
    );
  }
}

const LOOKS: Readonly<Record<string, Readonly<Record<string, string | number>>>> = {
  cross__line: { stroke: "#ffe066", "stroke-width": 1.5, "stroke-dasharray": "6 4" },
  cross__point: { stroke: "#ff8a65", "stroke-width": 2 },
};

function lineOf(name: string, [x1, y1]: Place, [x2, y2]: Place): SVGLineElement {
  return svg("line", { class: name, x1, y1, x2, y2, ...LOOKS[name] });
}
