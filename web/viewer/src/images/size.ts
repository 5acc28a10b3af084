import { type Attributes, TAG, numberOf, textOf } from "../dicomweb/attributes";

/** The server renders no picture of a larger image, either (LargeImages). */
const MAX_PIXELS = 100_000_000;
const MAX_SIDE = 16_384;
const MAX_FRAMES = 50_000;
/** Compressed frames of noise are larger than its values, and a message has heads. */
const MAX_EXPANSION = 2;
const MAX_HEADER_BYTES = 1_000_000;

/** Whether an image is too large for a browser, by its attributes alone. */
export function isTooLarge(attributes: Attributes): boolean {
  const { rows, columns } = sizeOf(attributes);
  return (
    Math.max(rows, columns) > MAX_SIDE ||
    rows * columns > MAX_PIXELS ||
    framesIn(attributes) > MAX_FRAMES
  );
}

/** How many frames an object has. */
export function framesIn(attributes: Attributes): number {
  return Math.max(1, Math.floor(numberOf(attributes, TAG.frames) ?? 1));
}

/** How many frames are listed: of an image that is too large one, which says so. */
export function listedFrames(attributes: Attributes): number {
  return isTooLarge(attributes) ? 1 : framesIn(attributes);
}

/** The bytes of an uncompressed frame; 0 if its attributes do not say. */
export function bytesOfFrame(attributes: Attributes): number {
  const { rows, columns } = sizeOf(attributes);
  const samples = numberOf(attributes, TAG.samples) ?? 1;
  const bytes = (numberOf(attributes, TAG.bitsAllocated) ?? 0) / 8;
  const halved = textOf(attributes, TAG.photometric) === "YBR_FULL_422";
  return rows * columns * bytes * (halved ? 2 : samples);
}

/** How many bytes the message with a frame may have. */
export function mostBytes(attributes: Attributes): number {
  return MAX_EXPANSION * bytesOfFrame(attributes) + MAX_HEADER_BYTES;
}

export function sizeOf(attributes: Attributes): { rows: number; columns: number } {
  return {
    rows: numberOf(attributes, TAG.rows) ?? 0,
    columns: numberOf(attributes, TAG.columns) ?? 0,
  };
}
