import { type Attributes, TAG, numberOf, numbersOf, textOf } from "../../dicomweb/attributes";
import { text } from "../../messages";
import { hasRegions } from "./regions";

/** How large a pixel is, and what that means. */
export interface Spacing {
  /** The distance of two rows, and of two columns. */
  readonly row: number;
  readonly column: number;
  readonly unit: string;
  /** The unit of areas; undefined if there are none. */
  readonly areaUnit: string | undefined;
  /** Whether it is a length, and not only a shape. */
  readonly isLength: boolean;
}

/** What is projected onto a detector is larger there than it is. */
const PROJECTIONS = ["CR", "DX", "MG", "XA", "RF", "IO", "PX", "RG"];
const ALIKE = 1e-3;

type Pair = readonly [row: number, column: number];

/**
 * The size of an image's pixels (PS3.3 10.7.1.3). Where an attribute does not say in which plane it
 * was measured, the unit says so.
 */
export function spacingOf(attributes: Attributes): Spacing {
  const pixels = pairOf(attributes, TAG.pixelSpacing);
  const detector = pairOf(attributes, TAG.imagerPixelSpacing);
  const modality = textOf(attributes, TAG.modality);
  if (detector !== undefined || PROJECTIONS.includes(modality)) {
    return projected(attributes, pixels, detector);
  }
  if (pixels !== undefined && !hasRegions(attributes)) {
    return length(pixels, text("viewer.length.mm"), text("viewer.area.mm"));
  }
  return scanned(attributes);
}

function projected(
  attributes: Attributes,
  pixels: Pair | undefined,
  detector: Pair | undefined,
): Spacing {
  const type = textOf(attributes, TAG.calibrationType);
  const isCalibrated = type !== "" || (detector !== undefined && !isAlike(pixels, detector));
  if (pixels !== undefined && isCalibrated) {
    return length(pixels, text("viewer.length.calibrated"), text("viewer.area.calibrated"));
  }
  const factor = numberOf(attributes, TAG.magnification) ?? 0;
  const isMagnified = factor > 0 && factor !== 1;
  if (detector !== undefined && factor > 0) {
    const corrected: Pair = [detector[0] / factor, detector[1] / factor];
    return isMagnified
      ? length(
          corrected,
          text("viewer.length.corrected", factor),
          text("viewer.area.corrected", factor),
        )
      : length(corrected, text("viewer.length.mm"), text("viewer.area.mm"));
  }
  if (detector !== undefined) {
    return length(detector, text("viewer.length.detector"), text("viewer.area.detector"));
  }
  if (pixels === undefined) {
    return scanned(attributes);
  }
  return isMagnified
    ? length(
        pixels,
        text("viewer.length.unclear-magnified", factor),
        text("viewer.area.unclear-magnified", factor),
      )
    : length(pixels, text("viewer.length.unclear"), text("viewer.area.unclear"));
}

/** A film that was scanned, or an image of which nothing but the shape of its pixels is known. */
function scanned(attributes: Attributes): Spacing {
  const film = pairOf(attributes, TAG.scannedPixelSpacing);
  if (film !== undefined) {
    return length(film, text("viewer.length.film"), text("viewer.area.film"));
  }
  const [row, column] = pairOf(attributes, TAG.aspect) ?? [1, 1];
  const isSquare = row === column;
  return {
    row: row / column,
    column: 1,
    unit: text(isSquare ? "viewer.length.pixels" : "viewer.length.pixel-widths"),
    areaUnit: isSquare ? text("viewer.area.pixels") : undefined,
    isLength: false,
  };
}

function length([row, column]: Pair, unit: string, areaUnit: string): Spacing {
  return { row, column, unit, areaUnit, isLength: true };
}

/** Two positive numbers; undefined if there are none. */
function pairOf(attributes: Attributes, tag: string): Pair | undefined {
  const [row = 0, column = 0] = numbersOf(attributes, tag);
  return row > 0 && column > 0 && Number.isFinite(row * column) ? [row, column] : undefined;
}

function isAlike(a: Pair | undefined, b: Pair): boolean {
  return a === undefined || a.every((it, i) => Math.abs(it / (b[i] ?? 0) - 1) < ALIKE);
}
