import { svg } from "sallyport-common/dom";
import type { Place } from "../images/states/area";
import type { Drawn } from "../images/states/drawings";

const POINT_RADIUS = 3;
const LINE_WIDTH = 1.5;
const EDGE = "rgb(0 0 0 / 60%)";
const EDGE_WIDTH = 3.5;
const LINE_HEIGHT = 1.2;
const LEAST_FONT = 11;
const MOST_FONT = 26;
const BESIDE_ANCHOR = 8;

type Text = Extract<Drawn, { kind: "text" }>;
/** Places a column and row of the image in the pane; undefined if no image is shown. */
export type ToPane = (place: Place) => Place | undefined;

/** What a saved view draws over an image, which moves and turns with it. Words stay upright. */
export class StateDrawing {
  readonly element = svg("svg", { class: "pane__saved", role: "img", "aria-hidden": "true" });

  clear(): void {
    this.element.replaceChildren();
    this.element.removeAttribute("aria-label");
    this.element.setAttribute("aria-hidden", "true");
  }

  /** Draws all anew. */
  show(all: readonly Drawn[], toPane: ToPane): void {
    this.element.replaceChildren(...all.flatMap((it) => drawn(it, toPane)));
    const words = all.flatMap((it) => (it.kind === "text" ? it.lines : [])).join(" ");
    if (words !== "" && this.element.getAttribute("aria-label") !== words) {
      this.element.setAttribute("aria-label", words);
      this.element.removeAttribute("aria-hidden");
    }
  }
}

function drawn(it: Drawn, toPane: ToPane): SVGElement[] {
  const colour = `rgb(${it.layer.colour.join(" ")})`;
  switch (it.kind) {
    case "point": {
      const at = toPane(it.at);
      return at === undefined ? [] : [pointAt(at, colour)];
    }
    case "line": {
      const points = it.points.map(toPane);
      return points.includes(undefined)
        ? []
        : lines(points as Place[], it.isClosed, it.isFilled, colour);
    }
    case "text":
      return text(it, toPane, colour);
  }
}

function pointAt([cx, cy]: Place, fill: string): SVGElement {
  return svg("circle", { cx, cy, r: POINT_RADIUS, fill, stroke: EDGE });
}

function lines(
  places: readonly Place[],
  isClosed: boolean,
  isFilled: boolean,
  colour: string,
): SVGElement[] {
  const points = places.map((place) => place.join(",")).join(" ");
  const name = isClosed || isFilled ? "polygon" : "polyline";
  const fill = isFilled ? colour : "none";
  return [
    svg(name, { points, fill: "none", stroke: EDGE, "stroke-width": EDGE_WIDTH }),
    svg(name, { points, fill, stroke: colour, "stroke-width": LINE_WIDTH }),
  ];
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

function text(it: Text, toPane: ToPane, colour: string): SVGElement[] {
  const corners = it.box?.map(toPane);
  const anchor = it.anchor && toPane(it.anchor);
  const box = corners === undefined ? undefined : boxOf(corners);
  if (box === undefined) {
    return anchor === undefined ? [] : beside(it, anchor, colour);
  }
  const size = within((box.bottom - box.top) / (it.lines.length * LINE_HEIGHT));
  const x = { start: box.left, middle: (box.left + box.right) / 2, end: box.right }[it.side];
  const words = wordsAt(it, x, box.top, size, it.side, colour);
  return anchor !== undefined && it.isAnchorVisible
    ? [...lines([anchor, nearest(box, anchor)], false, false, colour), words]
    : [words];
}

function beside(it: Text, [x, y]: Place, colour: string): SVGElement[] {
  const size = (LEAST_FONT + MOST_FONT) / 2.5;
  const words = wordsAt(it, x + BESIDE_ANCHOR, y - size / 2, size, "start", colour);
  return it.isAnchorVisible ? [pointAt([x, y], colour), words] : [words];
}

function boxOf(corners: readonly (Place | undefined)[]): Box | undefined {
  const [a, b] = corners;
  return a && b
    ? {
        left: Math.min(a[0], b[0]),
        right: Math.max(a[0], b[0]),
        top: Math.min(a[1], b[1]),
        bottom: Math.max(a[1], b[1]),
      }
    : undefined;
}

function nearest({ left, right, top, bottom }: Box, [x, y]: Place): Place {
  return [Math.min(right, Math.max(left, x)), Math.min(bottom, Math.max(top, y))];
}

function within(size: number): number {
  return Math.min(MOST_FONT, Math.max(LEAST_FONT, size));
}

function wordsAt(
  { lines: all }: Text,
  x: number,
  top: number,
  size: number,
  side: Text["side"],
  fill: string,
): SVGElement {
  const words = svg("text", {
    "font-size": size,
    "font-family": "sans-serif",
    "text-anchor": side,
    fill,
    stroke: EDGE,
    "stroke-width": EDGE_WIDTH - 1,
    "paint-order": "stroke",
  });
  all.forEach((line, i) => {
    const part = svg("tspan", { x, y: top + size * (1 + i * LINE_HEIGHT) });
    part.textContent = line;
    words.append(part);
  });
  return words;
}
