import { type Attributes, TAG, numberOf, numbersOf, textOf } from "../dicomweb/attributes";
import { isPlain } from "../images/picture/plain";

/** Why a series cannot be reconstructed in other planes. */
export type Unsuitable =
  | "modality"
  | "few"
  | "patients"
  | "colour"
  | "presentation"
  | "position"
  | "orientation"
  | "spacing"
  | "large";

const MODALITIES = ["CT", "MR"];
const MIN_IMAGES = 5;
/** Direction cosines are written with six digits or more. */
const COSINE_TOLERANCE = 1e-3;
/** How far a slice may be from its regular place, as a part of the distance of two slices. */
const PLACE_TOLERANCE = 0.1;
/** How far slices may be shifted within their plane, as a part of a pixel: a tilted gantry. */
const SHIFT_TOLERANCE = 0.5;
/** What the volume and the library's copy of it may take. */
const MAX_BYTES = 512_000_000;
const COPIES = 2;

/**
 * Why the frames of a series do not make a volume; undefined if they do: CT or MR of one value a
 * pixel, of one patient, in one orientation and frame of reference, at regular distances.
 *
 * @param frames the attributes of each frame
 */
export function whyNoVolume(frames: readonly Attributes[]): Unsuitable | undefined {
  const [first] = frames;
  if (first === undefined || !MODALITIES.includes(textOf(first, TAG.modality))) {
    return "modality";
  }
  if (frames.length < MIN_IMAGES) {
    return "few";
  }
  if (frames.some((it) => textOf(it, TAG.patientId) !== textOf(first, TAG.patientId))) {
    return "patients";
  }
  if (!frames.every(isGrey)) {
    return "colour";
  }
  if (!frames.every(isPlain)) {
    return "presentation";
  }
  if (!frames.every(isPlaced)) {
    return "position";
  }
  if (!frames.every((frame) => isAlike(first, frame))) {
    return "orientation";
  }
  return isRegular(frames) ? (bytesOf(frames) > MAX_BYTES ? "large" : undefined) : "spacing";
}

function isGrey(frame: Attributes): boolean {
  return (
    (numberOf(frame, TAG.samples) ?? 1) === 1 && textOf(frame, TAG.photometric) === "MONOCHROME2"
  );
}

/** Objects of several frames give their positions elsewhere, and are not read. */
function isPlaced(frame: Attributes): boolean {
  const [row = 0, column = 0] = numbersOf(frame, TAG.pixelSpacing);
  return (
    (numberOf(frame, TAG.frames) ?? 1) === 1 &&
    numbersOf(frame, TAG.position).length === 3 &&
    numbersOf(frame, TAG.orientation).length === 6 &&
    row > 0 &&
    column > 0
  );
}

function isAlike(a: Attributes, b: Attributes): boolean {
  const same = (tag: string) => textOf(a, tag) === textOf(b, tag);
  const close = (tag: string) => {
    const others = numbersOf(b, tag);
    return numbersOf(a, tag).every((it, i) => Math.abs(it - (others[i] ?? NaN)) < COSINE_TOLERANCE);
  };
  return (
    [TAG.frameOfReference, TAG.rows, TAG.columns, TAG.photometric, TAG.modality].every(same) &&
    [TAG.orientation, TAG.pixelSpacing].every(close) &&
    textOf(a, TAG.frameOfReference) !== ""
  );
}

/** Whether the slices lie one behind the other at the same distances. */
function isRegular(frames: readonly Attributes[]): boolean {
  const [first = {}] = frames;
  const normal = normalOf(first);
  const positions = frames
    .map((frame) => numbersOf(frame, TAG.position))
    .sort((a, b) => dot(a, normal) - dot(b, normal));
  const start = positions[0] ?? [];
  const depth = (position: readonly number[]) => dot(position, normal) - dot(start, normal);
  const distance = depth(positions.at(-1) ?? []) / (frames.length - 1);
  const pixel = Math.min(...numbersOf(first, TAG.pixelSpacing));
  return (
    distance > 0 &&
    positions.every((position, i) => {
      const shift = Math.hypot(
        ...position.map((it, axis) => {
          const ahead = depth(position) * (normal[axis] ?? 0);
          return it - (start[axis] ?? 0) - ahead;
        }),
      );
      return (
        Math.abs(depth(position) - i * distance) <= PLACE_TOLERANCE * distance &&
        shift <= SHIFT_TOLERANCE * pixel
      );
    })
  );
}

function normalOf(frame: Attributes): number[] {
  const [rx = 0, ry = 0, rz = 0, cx = 0, cy = 0, cz = 0] = numbersOf(frame, TAG.orientation);
  return [ry * cz - rz * cy, rz * cx - rx * cz, rx * cy - ry * cx];
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, it, i) => sum + it * (b[i] ?? 0), 0);
}

function bytesOf(frames: readonly Attributes[]): number {
  const [first = {}] = frames;
  const isWhole = frames.every((frame) =>
    [TAG.rescaleSlope, TAG.rescaleIntercept].every((tag) =>
      Number.isInteger(numberOf(frame, tag) ?? 1),
    ),
  );
  const pixels = (numberOf(first, TAG.rows) ?? 0) * (numberOf(first, TAG.columns) ?? 0);
  return COPIES * pixels * frames.length * (isWhole ? 2 : 4);
}
