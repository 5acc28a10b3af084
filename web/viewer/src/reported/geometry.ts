/** A place of an image (column and row, from the upper left corner of its first pixel). */
export type Point = readonly [x: number, y: number];
/** A point in the patient, or a place of an image with 0. */
export type Point3 = readonly [x: number, y: number, z: number];

/** A drawing of a report (PS3.3 sections C.18.6 and C.18.9). */
export interface Graphic {
  readonly type: string;
  readonly points: readonly Point3[];
}

/** A line to be drawn, or single points. */
export interface Drawn {
  readonly kind: "line" | "outline" | "points";
  readonly places: readonly Point[];
}

const SIDES = 128;
/** How far apart the middles of the two axes of an ellipse may be, in pixels. */
const SAME_MIDDLE = 1;

/**
 * The lines of a drawing.
 *
 * @param places of its points on the image
 * @returns undefined if its points do not make such a drawing
 */
export function drawnOf(type: string, places: readonly Point[]): Drawn | undefined {
  const [first, second, third, fourth] = places;
  switch (type) {
    case "POINT":
    case "MULTIPOINT":
      return { kind: "points", places };
    case "POLYLINE":
      return places.length < 2 ? undefined : polyline(places);
    case "POLYGON":
      return places.length < 3 ? undefined : outline(places);
    case "CIRCLE": {
      if (first === undefined || second === undefined || places.length !== 2) {
        return undefined;
      }
      const radius = Math.hypot(second[0] - first[0], second[1] - first[1]);
      return around(first, [radius, 0], [0, radius]);
    }
    case "ELLIPSE": {
      if (!first || !second || !third || !fourth || places.length !== 4) {
        return undefined;
      }
      const [middle, other] = [between(first, second), between(third, fourth)];
      const isOne = Math.hypot(middle[0] - other[0], middle[1] - other[1]) <= SAME_MIDDLE;
      return isOne ? around(middle, half(first, second), half(third, fourth)) : undefined;
    }
    default:
      return undefined;
  }
}

function polyline(places: readonly Point[]): Drawn {
  return places.length > 3 && isClosed(places) ? outline(places) : { kind: "line", places };
}

/** A closed line; its first point may be repeated at the end. */
function outline(places: readonly Point[]): Drawn {
  return { kind: "outline", places: isClosed(places) ? places.slice(0, -1) : places };
}

function isClosed(places: readonly Point[]): boolean {
  const [first, last] = [places[0], places.at(-1)];
  return first !== undefined && first[0] === last?.[0] && first[1] === last[1];
}

function around(middle: Point, across: Point, down: Point): Drawn {
  const places = Array.from({ length: SIDES }, (_, i): Point => {
    const [c, s] = [Math.cos((2 * Math.PI * i) / SIDES), Math.sin((2 * Math.PI * i) / SIDES)];
    return [middle[0] + c * across[0] + s * down[0], middle[1] + c * across[1] + s * down[1]];
  });
  return { kind: "outline", places };
}

function between(a: Point, b: Point): Point {
  return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

function half(a: Point, b: Point): Point {
  return [(b[0] - a[0]) / 2, (b[1] - a[1]) / 2];
}
