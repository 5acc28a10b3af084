import { type Attributes, TAG, numberOf } from "../../dicomweb/attributes";
import { RLE, Refusal, UNCOMPRESSED } from "../refusals";

const BIG_ENDIAN = "1.2.840.10008.1.2.2";

/**
 * Sets the bits of uncompressed values of 16 bits that the image does not use to zero: old archives
 * have overlays in them, and the library would take them for a part of the values.
 *
 * @param frame changed in place; its words begin at an even place of its buffer
 * @returns the values with these bits, by the number of their pixel
 */
export function withoutUnusedBits(
  attributes: Attributes,
  syntax: string,
  frame: Uint8Array,
): (at: number) => number {
  const allocated = numberOf(attributes, TAG.bitsAllocated) ?? 0;
  const bits = numberOf(attributes, TAG.bitsStored) ?? allocated;
  const isStored = UNCOMPRESSED.includes(syntax);
  if (!isStored || allocated !== 16 || bits >= allocated || bits < 1) {
    return () => 0;
  }
  const words = new Uint16Array(frame.buffer, frame.byteOffset, frame.length >> 1);
  const used = syntax === BIG_ENDIAN ? swapped(2 ** bits - 1) : 2 ** bits - 1;
  if (words.every((word) => (word & ~used) === 0)) {
    return () => 0;
  }
  const whole = words.slice();
  // The decoder extends the sign, and so overwrites these bits.
  if (numberOf(attributes, TAG.pixelRepresentation) !== 1) {
    words.forEach((word, at) => (words[at] = word & used));
  }
  return (at) => whole[at] ?? 0;
}

function swapped(word: number): number {
  return ((word & 255) << 8) | (word >> 8);
}

/**
 * In RLE, these bits are found only when the values are decoded.
 *
 * @param highest of the values, after they were rescaled
 * @throws Refusal if one is higher than the bits of the image allow
 */
export function checkUnusedBits(attributes: Attributes, syntax: string, highest: number): void {
  const bits = numberOf(attributes, TAG.bitsStored) ?? numberOf(attributes, TAG.bitsAllocated) ?? 0;
  const slope = numberOf(attributes, TAG.rescaleSlope) ?? 1;
  const most = (2 ** bits - 1) * slope + (numberOf(attributes, TAG.rescaleIntercept) ?? 0);
  const isUnsigned = numberOf(attributes, TAG.pixelRepresentation) !== 1;
  if (syntax === RLE && isUnsigned && slope > 0 && highest > most) {
    throw new Refusal("values", "bits that the image does not use");
  }
}
