/** A place in an image: column and row, from the upper left corner of its first pixel. */
export type Point = readonly [x: number, y: number];

/** A closed shape of an image. */
export interface Shape {
  /** The area, in squares of a pixel's sides. */
  readonly area: number;
  /** The columns and rows that it touches: first and last. */
  readonly box: readonly [left: number, top: number, right: number, bottom: number];
  /** The pixels of a row whose middles are inside, as pairs of the first and the one behind the last. */
  spans(row: number): readonly (readonly [from: number, to: number])[];
}

/**
 * An ellipse, turned as it may be.
 *
 * @param across from its middle to its edge, and
 * @param down the same in a direction that is conjugate to the first
 */
export function ellipse(middle: Point, across: Point, down: Point): Shape {
  const size = Math.abs(across[0] * down[1] - across[1] * down[0]);
  const [wide, high] = [Math.hypot(across[0], down[0]), Math.hypot(across[1], down[1])];
  return {
    area: Math.PI * size,
    box: boxOf([
      [middle[0] - wide, middle[1] - high],
      [middle[0] + wide, middle[1] + high],
    ]),
    spans(row) {
      // With y fixed, being inside is a quadratic inequality of x.
      const y = row + 0.5 - middle[1];
      const a = (down[1] ** 2 + across[1] ** 2) / size ** 2;
      const b = (-2 * y * (down[0] * down[1] + across[0] * across[1])) / size ** 2;
      const c = (y ** 2 * (down[0] ** 2 + across[0] ** 2)) / size ** 2 - 1;
      const root = b ** 2 - 4 * a * c;
      return size === 0 || root < 0
        ? []
        : [
            spanOf(
              middle[0] + (-b - Math.sqrt(root)) / (2 * a),
              middle[0] + (-b + Math.sqrt(root)) / (2 * a),
            ),
          ];
    },
  };
}

/** A polygon; what its line surrounds an odd number of times is inside. */
export function polygon(corners: readonly Point[]): Shape {
  const sides = corners.map(
    (from, i) => [from, corners[(i + 1) % corners.length] ?? from] as const,
  );
  const doubled = sides.reduce((sum, [[x, y], [u, v]]) => sum + x * v - u * y, 0);
  return {
    area: Math.abs(doubled) / 2,
    box: boxOf(corners),
    spans(row) {
      const y = row + 0.5;
      const crossings = sides
        .filter(([[, from], [, to]]) => from <= y !== to <= y)
        .map(([[x, from], [u, to]]) => x + ((y - from) / (to - from)) * (u - x))
        .sort((a, b) => a - b);
      return Array.from({ length: Math.floor(crossings.length / 2) }, (_, i) =>
        spanOf(crossings[2 * i] ?? 0, crossings[2 * i + 1] ?? 0),
      );
    },
  };
}

/** The pixels whose middles are between two places of a row. */
function spanOf(from: number, to: number): readonly [number, number] {
  const first = Math.ceil(from - 0.5);
  return [first, Math.max(first, Math.floor(to - 0.5) + 1)];
}

function boxOf(points: readonly Point[]): Shape["box"] {
  const [x, y] = [points.map((it) => it[0]), points.map((it) => it[1])];
  const last = (all: number[]) => Math.ceil(Math.max(...all)) - 1;
  return [Math.floor(Math.min(...x)), Math.floor(Math.min(...y)), last(x), last(y)];
}

/** The server keeps so many corners of a line that was drawn by hand, and its first one again. */
const MAX_CORNERS = 499;

/** The corners of a line that was drawn by hand, of which there can be thousands. */
export function thinned(places: readonly Point[]): readonly Point[] {
  const step = Math.max(1, places.length / MAX_CORNERS);
  return Array.from(
    { length: Math.min(places.length, MAX_CORNERS) },
    (_, i) => places[Math.floor(i * step)] as Point,
  );
}
