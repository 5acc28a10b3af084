import { type Attributes, numberOf, numbersOf, textsOf } from "../../dicomweb/attributes";

const SHAPE = "00181600";
const LEFT = "00181602";
const RIGHT = "00181604";
const UPPER = "00181606";
const LOWER = "00181608";
const CENTRE = "00181610";
const RADIUS = "00181612";
const VERTICES = "00181620";
const VALUE = "00181622";
const WHITE = 255;
const MAX_VALUE = 65_535;

/** Whether a pixel is open: rows and columns count from 1 (PS3.3 C.7.6.11). */
type Opening = (row: number, column: number) => boolean;

/** What covers an image; a pixel is shown if all openings let it through. */
export interface Shutter {
  /** The same for shutters that cover the same. */
  readonly key: string;
  readonly grey: number;
  covers(row: number, column: number): boolean;
}

/** The names of the shapes of an image's shutters. */
export function shapesOf(attributes: Attributes): string[] {
  return textsOf(attributes, SHAPE).filter((shape) => shape !== "");
}

/** Why a shutter cannot be drawn; undefined if it can. */
export function whyNoShutter(attributes: Attributes): string | undefined {
  return shapesOf(attributes).find((shape) => openingOf(shape, attributes) === undefined);
}

/** The shutter of an image; undefined if it has none. */
export function shutterOf(attributes: Attributes): Shutter | undefined {
  const openings = shapesOf(attributes).map((shape) => openingOf(shape, attributes));
  if (openings.length === 0) {
    return undefined;
  }
  const key = [SHAPE, LEFT, RIGHT, UPPER, LOWER, CENTRE, RADIUS, VERTICES]
    .map((tag) => textsOf(attributes, tag).join(" "))
    .join("/");
  return {
    key,
    grey: (WHITE * (numberOf(attributes, VALUE) ?? 0)) / MAX_VALUE,
    covers: (row, column) =>
      openings.some((isOpen) => isOpen !== undefined && !isOpen(row, column)),
  };
}

function openingOf(shape: string, attributes: Attributes): Opening | undefined {
  switch (shape) {
    case "RECTANGULAR":
      return rectangle(attributes);
    case "CIRCULAR":
      return circle(attributes);
    case "POLYGONAL":
      return polygon(attributes);
    default:
      return undefined;
  }
}

function rectangle(attributes: Attributes): Opening | undefined {
  const [left, right, upper, lower] = [LEFT, RIGHT, UPPER, LOWER].map((tag) =>
    numberOf(attributes, tag),
  );
  if (left === undefined || right === undefined || upper === undefined || lower === undefined) {
    return undefined;
  }
  return (row, column) => column > left && column < right && row > upper && row < lower;
}

function circle(attributes: Attributes): Opening | undefined {
  const [y, x] = numbersOf(attributes, CENTRE);
  const radius = numberOf(attributes, RADIUS);
  if (x === undefined || y === undefined || radius === undefined) {
    return undefined;
  }
  return (row, column) => (row - y) ** 2 + (column - x) ** 2 <= radius ** 2;
}

/** A pixel is open if an odd number of edges lie to the right of it in its row. */
function polygon(attributes: Attributes): Opening | undefined {
  const numbers = numbersOf(attributes, VERTICES);
  const corners = Array.from({ length: numbers.length >> 1 }, (_, i) => ({
    y: numbers[2 * i] ?? 0,
    x: numbers[2 * i + 1] ?? 0,
  }));
  if (corners.length < 3) {
    return undefined;
  }
  let edges: readonly number[] = [];
  let of = NaN;
  return (row, column) => {
    if (of !== row) {
      of = row;
      edges = edgesIn(row, corners);
    }
    return edges.filter((x) => column < x).length % 2 === 1;
  };
}

/** The columns in which the edges of a polygon cross a row. */
function edgesIn(row: number, corners: readonly { y: number; x: number }[]): number[] {
  return corners.flatMap((a, i) => {
    const b = corners[(i + 1) % corners.length] ?? a;
    const isCrossed = a.y > row !== b.y > row;
    return isCrossed ? [a.x + ((b.x - a.x) * (row - a.y)) / (b.y - a.y)] : [];
  });
}
