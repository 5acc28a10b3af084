import { utilities } from "@cornerstonejs/core";
import { decimal, direction, language } from "sallyport-common/language";
import { text } from "../messages";
import type { Ground, Scale } from "./ground";
import type { MeasureName } from "./measures";
import { type Point, type Shape, ellipse, polygon, thinned } from "./shapes";
import { type Statistics, statisticsOf, valueAt } from "./statistics";

const HALF_TURN = 180;
/** A measurement that is being drawn has no size yet. */
const NOTHING: readonly string[] = [];

/**
 * What is written beside a measurement.
 *
 * @param places of its handles, or the corners of what was drawn by hand
 */
export function wordsOf(
  name: MeasureName,
  places: readonly Point[],
  ground: Ground,
): readonly string[] {
  switch (name) {
    case "length":
      return distance(places, ground);
    case "angle":
      return angle(places, ground);
    case "cobb":
      return cobb(places, ground);
    case "bidirectional":
      return [...distance(places.slice(0, 2), ground), ...distance(places.slice(2, 4), ground)];
    case "probe":
      return probe(places, ground);
    case "arrow":
      return NOTHING;
    default:
      return region(shapeOf(name, places, ground), places, ground);
  }
}

/** The number of handles that a measurement has when it is complete; undefined if it depends. */
export const HANDLES: Readonly<Partial<Record<MeasureName, number>>> = { angle: 3, cobb: 4 };

function distance(places: readonly Point[], ground: Ground): readonly string[] {
  const scale = ground.scaleOf(places);
  const [from, to] = places;
  if (from === undefined || to === undefined) {
    return NOTHING;
  }
  if (scale === undefined) {
    return [text("viewer.length.none")];
  }
  const { across, down } = scale;
  const [x, y] = [(to[0] - from[0]) * across.size, (to[1] - from[1]) * down.size];
  return across.unit === down.unit
    ? [quantity(Math.hypot(x, y), across.unit)]
    : [quantity(Math.abs(x), across.unit), quantity(Math.abs(y), down.unit)];
}

function angle(places: readonly Point[], ground: Ground): readonly string[] {
  const [from, corner, to] = places;
  if (from === undefined || corner === undefined || to === undefined) {
    return NOTHING;
  }
  return between(places, ground, (direction) => {
    const turn = Math.abs(direction(corner, from) - direction(corner, to));
    return turn > HALF_TURN ? 2 * HALF_TURN - turn : turn;
  });
}

/**
 * The angle of two lines, whichever way they were drawn and the image lies: both are taken to lead
 * to the same side of the spine, which joins their middles.
 */
function cobb(places: readonly Point[], ground: Ground): readonly string[] {
  const [from, to, from2, to2] = places;
  if (from === undefined || to === undefined || from2 === undefined || to2 === undefined) {
    return NOTHING;
  }
  return between(places, ground, (direction) => {
    const spine = direction(middle(from, to), middle(from2, to2));
    const aside = (degrees: number) => {
      const turn = (degrees - spine + 3 * HALF_TURN) % (2 * HALF_TURN);
      return turn >= HALF_TURN ? turn - HALF_TURN : turn;
    };
    return Math.abs(aside(direction(from, to)) - aside(direction(from2, to2)));
  });
}

/** An angle between places; there is none where the two directions measure different things. */
function between(
  places: readonly Point[],
  ground: Ground,
  turn: (direction: (from: Point, to: Point) => number) => number,
): readonly string[] {
  const scale = ground.scaleOf(places);
  if (scale === undefined || scale.across.unit !== scale.down.unit) {
    return [text("viewer.length.none")];
  }
  const { across, down } = scale;
  return [
    degrees(
      turn(
        (from, to) =>
          (Math.atan2((to[1] - from[1]) * down.size, (to[0] - from[0]) * across.size) * HALF_TURN) /
          Math.PI,
      ),
    ),
  ];
}

function middle([x, y]: Point, [u, v]: Point): Point {
  return [(x + u) / 2, (y + v) / 2];
}

function probe([place]: readonly Point[], ground: Ground): readonly string[] {
  const { values } = ground;
  if (place === undefined || values === undefined) {
    return [text("viewer.value.none")];
  }
  const [column, row] = [Math.floor(place[0]), Math.floor(place[1])];
  const isInside = column >= 0 && row >= 0 && column < values.columns && row < values.rows;
  const at = row * values.columns + column;
  const value = isInside && values.isPadding?.(at) !== true ? valueAt(values, at) : undefined;
  return [value === undefined ? text("viewer.value.none") : quantity(value, values.unit)];
}

function shapeOf(name: MeasureName, places: readonly Point[], { pixel }: Ground): Shape {
  if (name === "ellipse") {
    const [bottom = [0, 0], top = [0, 0], left = [0, 0], right = [0, 0]] = places;
    const middle: Point = [(left[0] + right[0]) / 2, (left[1] + right[1]) / 2];
    return ellipse(middle, half(left, right), half(top, bottom));
  }
  if (name === "circle") {
    const [middle = [0, 0], edge = [0, 0]] = places;
    const x = (edge[0] - middle[0]) * pixel[0];
    const radius = Math.hypot(x, (edge[1] - middle[1]) * pixel[1]);
    return ellipse(middle, [radius / pixel[0], 0], [0, radius / pixel[1]]);
  }
  if (name === "rectangle") {
    const [first, second, third, fourth] = places;
    // The library names the two corners of a side before those of the other one.
    return polygon([first, second, fourth, third].filter((it) => it !== undefined));
  }
  // What is measured is what is kept.
  return polygon(thinned(places));
}

function half(from: Point, to: Point): Point {
  return [(to[0] - from[0]) / 2, (to[1] - from[1]) / 2];
}

function region(shape: Shape, places: readonly Point[], ground: Ground): readonly string[] {
  if (shape.area === 0) {
    return NOTHING;
  }
  const { values } = ground;
  const found = values && statisticsOf(shape, values);
  return [
    ...area(shape, ground.scaleOf(places)),
    ...(values === undefined || found === undefined ? NOTHING : statistics(found, values.unit)),
  ];
}

function statistics(found: Statistics, unit: string): readonly string[] {
  const { count, mean, deviation, least, most, padding } = found;
  return [
    ...(count === 0
      ? NOTHING
      : [
          text("viewer.region.mean", quantity(mean, unit)),
          text("viewer.region.deviation", quantity(deviation, unit)),
          text("viewer.region.range", round(least), quantity(most, unit)),
        ]),
    ...(padding === 0 ? NOTHING : [text("viewer.region.padding", padding)]),
  ];
}

function area({ area: pixels }: Shape, scale: Scale | undefined): readonly string[] {
  return scale?.areaUnit === undefined
    ? NOTHING
    : [
        text(
          "viewer.region.area",
          quantity(pixels * scale.across.size * scale.down.size, scale.areaUnit),
        ),
      ];
}

function degrees(value: number): string {
  return `${decimal(value.toFixed(1))}°`;
}

function quantity(value: number, unit: string): string {
  return unit === "" ? round(value) : `${round(value)} ${unit}`;
}

function round(value: number): string {
  return decimal(Number.isInteger(value) ? value : utilities.roundNumber(value));
}

const NUMBER_BEFORE_LATIN = /(\d) (?=\p{Script=Latin})/gu;
const LEFT_TO_RIGHT_MARK = "\u200e";
const RIGHT_TO_LEFT_ISOLATE = "\u2067";
const END_OF_ISOLATE = "\u2069";

/**
 * A line to be drawn over an image, where text runs from left to right: in a language from right to
 * left it keeps its own order, and so does a number with a Latin unit in it.
 */
export function isolated(line: string): string {
  return direction(language()) === "rtl"
    ? `${RIGHT_TO_LEFT_ISOLATE}${line.replace(NUMBER_BEFORE_LATIN, `$1${LEFT_TO_RIGHT_MARK} `)}${END_OF_ISOLATE}`
    : line;
}

const MOST_LETTERS = 26;

/** Words as lines that fit beside an image on a narrow screen. */
export function wrapped(words: string): string[] {
  return words.split(" ").reduce<string[]>((lines, word) => {
    const longer = `${lines.at(-1) ?? ""} ${word}`;
    return lines.length > 0 && longer.length <= MOST_LETTERS
      ? [...lines.slice(0, -1), longer]
      : [...lines, word];
  }, []);
}
