import { svg } from "sallyport-common/dom";
import type { Point } from "./geometry";
import type { OnImage } from "./onImage";

/** Unlike the reader's own marks, which are yellow and green, and the lines of other panes. */
const COLOUR = "#d0b3ff";
/** What is darker than this, from 0 to 255, is written in a lighter colour than it is drawn. */
const LEAST_LIGHT = 110;
const CROSS = 6;
const LINE_PIXELS = 15;
const CHARACTER_PIXELS = 7;
const MAX_LINES = 6;
const GAP = 6;

/** The drawings of reports over the image of a pane. They cannot be moved or deleted. */
export class ReportedLayer {
  readonly element = svg("svg", { class: "pane__lines pane__reported", "aria-hidden": "true" });

  /**
   * Draws them anew.
   *
   * @param toCanvas the CSS pixels of the pane at a place of the image; undefined without an image
   */
  show(all: readonly OnImage[], toCanvas: (place: Point) => readonly number[] | undefined): void {
    const taken: Box[] = [];
    const written = new Set<string>();
    this.element.replaceChildren(
      ...all.flatMap(({ words, drawn, colour = COLOUR }) => {
        const at = drawn?.places.map((it) => toCanvas(it) as Point | undefined) ?? [];
        const places = at.filter((it) => it !== undefined);
        if (drawn === undefined || places.length < at.length) {
          return [];
        }
        // A region can have several contours on an image; its name is written once.
        const name = colour === COLOUR ? "" : `${colour} ${words.join()}`;
        const isWritten = name !== "" && written.has(name);
        written.add(name);
        const label = isWritten ? [] : this.label(words, places, taken, legible(colour));
        return [shapeOf(drawn.kind, places, colour), ...label];
      }),
    );
  }

  /** The words beside a drawing, below others that are there already. */
  private label(
    words: readonly string[],
    places: readonly Point[],
    taken: Box[],
    colour: string,
  ): Element[] {
    const lines = words.length > MAX_LINES ? [...words.slice(0, MAX_LINES - 1), "\u2026"] : words;
    const { clientWidth } = this.element;
    const width = Math.max(...lines.map((it) => it.length)) * CHARACTER_PIXELS;
    const right = Math.max(...places.map(([x]) => x)) + GAP;
    const left = Math.max(GAP, Math.min(right, clientWidth - width - GAP));
    const height = lines.length * LINE_PIXELS;
    let top = Math.min(...places.map(([, y]) => y));
    const covers = (it: Box) =>
      left < it.left + it.width &&
      it.left < left + width &&
      top < it.top + it.height &&
      it.top < top + height;
    for (let hit = taken.find(covers); hit !== undefined; hit = taken.find(covers)) {
      top = hit.top + hit.height;
    }
    taken.push({ left, top, width, height });
    return lines.map((line, i) => {
      const look = {
        x: left,
        y: top + (i + 1) * LINE_PIXELS,
        fill: colour,
        stroke: "#000",
        "stroke-width": 3,
        "paint-order": "stroke",
        "font-size": 12,
        "font-family": "sans-serif",
      };
      return svg("text", look, line);
    });
  }
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

function shapeOf(kind: string, places: readonly Point[], colour: string): Element {
  const path =
    kind === "points"
      ? places
          .map(([x, y]) => `M${x - CROSS} ${y}H${x + CROSS}M${x} ${y - CROSS}V${y + CROSS}`)
          .join("")
      : `M${places.map((it) => it.join(" ")).join("L")}${kind === "outline" ? "Z" : ""}`;
  return svg("path", {
    class: `reported__${kind}`,
    d: path,
    fill: "none",
    stroke: colour,
    "stroke-width": 1.5,
  });
}

function legible(colour: string): string {
  const [red = 255, green = 255, blue = 255] = (colour.match(/^rgb\((.*)\)$/)?.[1] ?? "")
    .split(",")
    .filter((it) => it !== "")
    .map(Number);
  return 0.3 * red + 0.59 * green + 0.11 * blue < LEAST_LIGHT ? "#ffffff" : colour;
}
