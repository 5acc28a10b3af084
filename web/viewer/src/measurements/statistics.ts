import type { IsPadding } from "../images/picture/padding";
import type { RealValues } from "../images/values";
import type { Shape } from "./shapes";

/** The values of an image, row by row. */
export interface Values extends RealValues {
  readonly columns: number;
  readonly rows: number;
  readonly data: ArrayLike<number>;
  /** Says of which places pixels have no value; undefined if all have one. */
  readonly isPadding?: IsPadding | undefined;
}

/** What the values of a region's pixels are. */
export interface Statistics {
  readonly count: number;
  readonly mean: number;
  /** Of the region's pixels, which are all there are: their number is what is divided by. */
  readonly deviation: number;
  readonly least: number;
  readonly most: number;
  /** How many of its pixels have no value, and are left out. */
  readonly padding: number;
}

/**
 * The statistics of the pixels whose middles are inside a shape.
 *
 * @returns undefined if there are none, or if the shape goes beyond the image
 */
export function statisticsOf(shape: Shape, values: Values): Statistics | undefined {
  const [left, top, right, bottom] = shape.box;
  if (left < 0 || top < 0 || right >= values.columns || bottom >= values.rows) {
    return undefined;
  }
  let [count, mean, squares, least, most, padding] = [0, 0, 0, Infinity, -Infinity, 0];
  for (let row = top; row <= bottom; row++) {
    for (const [from, to] of shape.spans(row)) {
      for (let at = row * values.columns + from; at < row * values.columns + to; at++) {
        if (values.isPadding?.(at) === true) {
          padding++;
          continue;
        }
        // Welford's: sums of squares lose digits where values are large and alike.
        const value = valueAt(values, at);
        const distance = value - mean;
        mean += distance / ++count;
        squares += distance * (value - mean);
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
  }
  const deviation = Math.sqrt(squares / count);
  return count + padding === 0 ? undefined : { count, mean, deviation, least, most, padding };
}

/** @param at the place of the pixel, row by row */
export function valueAt({ data, factor, offset }: Values, at: number): number {
  return (data[at] ?? 0) * factor + offset;
}
