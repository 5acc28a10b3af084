import { type Attributes, TAG, numberOf, numbersOf, textOf } from "../../dicomweb/attributes";
import { text } from "../../messages";

/** How large a pixel is, and what that means. */
export interface Spacing {
  /** The distance of two rows, and of two columns. */
  readonly row: number;
  readonly column: number;
  readonly unit: string;
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
  if (pixels !== undefined && regionsOf(attributes) === 0) {
    return length(pixels, text("viewer.length.mm"));
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
    return length(pixels, text("viewer.length.calibrated"));
  }
  const factor = numberOf(attributes, TAG.magnification) ?? 0;
  const isMagnified = factor > 0 && factor !== 1;
  if (detector !== undefined && factor > 0) {
    const unit = isMagnified ? text("viewer.length.corrected", factor) : text("viewer.length.mm");
    return length([detector[0] / factor, detector[1] / factor], unit);
  }
  if (detector !== undefined) {
    return length(detector, text("viewer.length.detector"));
  }
  if (pixels === undefined) {
    return scanned(attributes);
  }
  const unit = isMagnified
    ? text("viewer.length.unclear-magnified", factor)
    : text("viewer.length.unclear");
  return length(pixels, unit);
}

/** A film that was scanned, or an image of which nothing but the shape of its pixels is known. */
function scanned(attributes: Attributes): Spacing {
  const film = pairOf(attributes, TAG.scannedPixelSpacing);
  if (film !== undefined) {
    return length(film, text("viewer.length.film"));
  }
  const [row, column] = pairOf(attributes, TAG.aspect) ?? [1, 1];
  const unit = row === column ? text("viewer.length.pixels") : text("viewer.length.pixel-widths");
  return { row: row / column, column: 1, unit, isLength: false };
}

function length([row, column]: Pair, unit: string): Spacing {
  return { row, column, unit, isLength: true };
}

/** Two positive numbers; undefined if there are none. */
function pairOf(attributes: Attributes, tag: string): Pair | undefined {
  const [row = 0, column = 0] = numbersOf(attributes, tag);
  return row > 0 && column > 0 && Number.isFinite(row * column) ? [row, column] : undefined;
}

function isAlike(a: Pair | undefined, b: Pair): boolean {
  return a === undefined || a.every((it, i) => Math.abs(it / (b[i] ?? 0) - 1) < ALIKE);
}

/** Ultrasound says the size of its pixels for regions of the image, which the library reads. */
export function regionsOf(attributes: Attributes): number {
  return (attributes[TAG.ultrasoundRegions]?.Value ?? []).length;
}
