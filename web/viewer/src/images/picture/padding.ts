import { type Types, utilities } from "@cornerstonejs/core";
import { type Attributes, TAG, numberOf } from "../../dicomweb/attributes";
import { firstWindow } from "./greys";

/** Says whether a pixel is there only to fill the image, by its place, row by row. */
export type IsPadding = (at: number) => boolean;

/**
 * Which pixels of an image are no part of what was seen, and have no value (PS3.3 C.7.5.1.1.2).
 *
 * @param data what is stored, or what became of it by the image's rescaling
 * @returns undefined if the image says nothing of such pixels
 */
export function paddingOf(
  attributes: Attributes,
  data: ArrayLike<number>,
  isRescaled: boolean,
): IsPadding | undefined {
  const value = numberOf(attributes, TAG.padding);
  if (value === undefined) {
    return undefined;
  }
  const slope = isRescaled ? (numberOf(attributes, TAG.rescaleSlope) ?? 1) : 1;
  const intercept = isRescaled ? (numberOf(attributes, TAG.rescaleIntercept) ?? 0) : 0;
  const rescaled = (stored: number) => {
    const number = signed(attributes, stored) * slope + intercept;
    return data instanceof Float32Array ? Math.fround(number) : number;
  };
  const ends = [rescaled(value), rescaled(numberOf(attributes, TAG.paddingLimit) ?? value)];
  const [from, to] = [Math.min(...ends), Math.max(...ends)];
  return (at) => data[at]! >= from && data[at]! <= to;
}

/** Some write the padding of a signed image as an unsigned number. */
function signed(attributes: Attributes, value: number): number {
  const bits = numberOf(attributes, TAG.bitsAllocated) ?? 16;
  const isSigned = numberOf(attributes, TAG.pixelRepresentation) === 1;
  return isSigned && value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
}

/** An image that brings no window is shown in that of all its values, of which padding is none. */
export function windowWithoutPadding(
  image: Types.IImage,
  attributes: Attributes,
  isPadding: IsPadding,
): void {
  if (firstWindow(attributes) !== undefined) {
    return;
  }
  let [low, high] = [Infinity, -Infinity];
  image.getPixelData().forEach((value, at) => {
    if (!isPadding(at)) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  });
  if (low <= high) {
    const { windowCenter, windowWidth } = utilities.windowLevel.toWindowLevel(low, high);
    Object.assign(image, { windowCenter, windowWidth });
  }
}
