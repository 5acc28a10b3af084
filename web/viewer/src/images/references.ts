import { type Attributes, numbersOf } from "../dicomweb/attributes";

/** The object and the frames of an item that refers to an image (PS3.3 table 10-3). */
export const REFERENCED_OBJECT = "00081155";
const REFERENCED_FRAMES = "00081160";
const UID = /^(?=.{1,64}$)\d+(\.\d+)*$/;

/** An object that a selection, or a saved view, refers to. */
export interface Reference {
  /** Empty, as is the series, if it is not said where the object is. */
  readonly study: string;
  readonly series: string;
  readonly object: string;
  /** From 1; empty if all are meant. */
  readonly frames: readonly number[];
}

/** Whether a text is a UID, so that it can become a part of a path. */
export function isUid(text: string): boolean {
  return UID.test(text);
}

/** The frames that an item names; empty if all are meant. */
export function framesOf(item: Attributes): number[] {
  return numbersOf(item, REFERENCED_FRAMES).filter((frame) => Number.isInteger(frame) && frame > 0);
}
