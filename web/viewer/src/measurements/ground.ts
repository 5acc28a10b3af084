import { type Types, cache } from "@cornerstonejs/core";
import type { Attributes } from "../dicomweb/attributes";
import { gridOf } from "../images/imagePlane";
import { attributesOf } from "../images/loader";
import type { Presented } from "../images/picture/picture";
import { hasRegions, regionOf } from "../images/picture/regions";
import { spacingOf } from "../images/picture/spacing";
import { realValuesOf } from "../images/values";
import { type Vector, along, dot, minus } from "../images/vectors";
import { text } from "../messages";
import { calibrationOf } from "./calibration";
import type { Point } from "./shapes";
import type { Values } from "./statistics";

/** What a direction of an image measures for each pixel. */
export interface Measure {
  readonly size: number;
  readonly unit: string;
}

/** What is measured of places of an image. */
export interface Scale {
  readonly across: Measure;
  readonly down: Measure;
  /** Undefined where there are no areas. */
  readonly areaUnit: string | undefined;
}

/** What measurements are made on: an image, or a plane of a reconstruction. */
export interface Ground {
  /** The place of a point of the patient. */
  placeOf(world: Types.Point3): Point;
  /** The scale for some places; undefined if nothing can be measured between them. */
  scaleOf(places: readonly Point[]): Scale | undefined;
  /** The shape of a pixel as it is drawn: its width and height. */
  readonly pixel: Point;
  /** The values of the pixels; undefined if they mean nothing, or are not known. */
  readonly values: Values | undefined;
}

const PREFIX = "imageId:";

/**
 * What measurements are made on.
 *
 * @param target as the library names it
 * @param points of the measurement, which are in one plane
 */
export function groundOf(target: string, points: readonly Types.Point3[]): Ground | undefined {
  if (!target.startsWith(PREFIX)) {
    return planeThrough(points);
  }
  const imageId = target.slice(PREFIX.length);
  const attributes = attributesOf(imageId);
  return attributes && imageGround(imageId, attributes);
}

function imageGround(imageId: string, attributes: Attributes): Ground {
  const { row, column } = spacingOf(attributes);
  return {
    placeOf: (world) => placeOn(imageId, world),
    scaleOf: (places) => scaleOf(attributes, places),
    pixel: [column, row],
    values: valuesOf(imageId),
  };
}

/**
 * The place of a point of the patient on an image, from the upper left corner of its first pixel.
 * When the library draws by the CPU, its points are half a pixel off: it takes the position of an
 * image, which is that of the middle of its first pixel, for that of the corner.
 */
export function placeOn(imageId: string, world: Types.Point3): Point {
  const { origin, across, down, pixel } = gridOf(imageId);
  const from = minus(world, origin);
  return [rounded(dot(from, across) / pixel[0]), rounded(dot(from, down) / pixel[1])];
}

/** A thousandth of a pixel is kept of a place, and so no more of it is measured. */
const PRECISION = 1000;

function rounded(value: number): number {
  return Math.round(value * PRECISION) / PRECISION;
}

/** The point at a place of an image, as the library has it. */
export function worldOn(imageId: string, [x, y]: Point): Types.Point3 {
  const { origin, across, down, pixel } = gridOf(imageId);
  const [right, below] = [x * pixel[0], y * pixel[1]];
  return [...along(along(origin, across, right), down, below)];
}

function scaleOf(attributes: Attributes, places: readonly Point[]): Scale | undefined {
  const byReader = calibrationOf(attributes);
  if (byReader !== undefined && !hasRegions(attributes)) {
    const { row, column } = spacingOf(attributes);
    const unit = text("viewer.length.by-you");
    const across = { size: byReader, unit };
    const down = { size: (byReader * row) / column, unit };
    return { across, down, areaUnit: text("viewer.area.by-you") };
  }
  if (hasRegions(attributes)) {
    return regionScale(attributes, places);
  }
  const { row, column, unit, areaUnit } = spacingOf(attributes);
  return { across: { size: column, unit }, down: { size: row, unit }, areaUnit };
}

function regionScale(attributes: Attributes, places: readonly Point[]): Scale | undefined {
  const region = regionOf(attributes, places);
  if (region?.across === undefined || region.down === undefined) {
    return undefined;
  }
  return {
    across: { size: region.column, unit: region.across },
    down: { size: region.row, unit: region.down },
    areaUnit: region.across === "cm" && region.down === "cm" ? text("viewer.area.cm") : undefined,
  };
}

function valuesOf(imageId: string): Values | undefined {
  const image: Presented | undefined = cache.getImage(imageId);
  const real = image === undefined || image.color ? undefined : realValuesOf(image);
  return image === undefined || real === undefined
    ? undefined
    : {
        columns: image.columns,
        rows: image.rows,
        data: image.getPixelData(),
        isPadding: image.isPadding,
        ...real,
      };
}

/** The size of a column with which the distance of two places has a length; undefined if it is none. */
export function columnFor(
  attributes: Attributes,
  [[x, y], [u, v]]: readonly [Point, Point],
  length: number,
): number | undefined {
  const { row, column } = spacingOf(attributes);
  const distance = Math.hypot(u - x, ((v - y) * row) / column);
  return distance > 0 && length > 0 && Number.isFinite(length) ? length / distance : undefined;
}

/** A plane of a reconstruction: its places are millimetres. */
function planeThrough(points: readonly Types.Point3[]): Ground | undefined {
  const [origin, ...others] = points;
  const directions = origin === undefined ? [] : others.map((it) => minus(it, origin));
  const first = directions.find((it) => dot(it, it) > 0);
  if (origin === undefined || first === undefined) {
    return undefined;
  }
  const across = scaled(first, 1 / Math.sqrt(dot(first, first)));
  const rests = directions.map((it) => along(it, across, -dot(it, across)));
  const longest = rests.reduce((a, b) => (dot(b, b) > dot(a, a) ? b : a), rests[0] ?? across);
  const size = Math.sqrt(dot(longest, longest));
  const down = size === 0 ? scaled(across, 0) : scaled(longest, 1 / size);
  const millimetre = { size: 1, unit: text("viewer.length.mm") };
  return {
    placeOf: (world) => [dot(minus(world, origin), across), dot(minus(world, origin), down)],
    scaleOf: () => ({ across: millimetre, down: millimetre, areaUnit: text("viewer.area.mm") }),
    pixel: [1, 1],
    values: undefined,
  };
}

function scaled(direction: Vector, by: number): Vector {
  return along([0, 0, 0], direction, by);
}
