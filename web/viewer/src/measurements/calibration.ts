import { type Attributes, TAG, textOf } from "../dicomweb/attributes";

/** Millimetres of a column, by the object that a reader calibrated. They are kept for the page alone. */
const calibrated = new Map<string, number>();

/** What a reader says a column of an object measures, in mm; undefined if nothing. */
export function calibrationOf(attributes: Attributes): number | undefined {
  return calibrated.get(textOf(attributes, TAG.sopInstance));
}

/**
 * Takes a reader's word for the size of an object's pixels.
 *
 * @param millimetres of a column; undefined for what the object says itself
 */
export function calibrate(attributes: Attributes, millimetres: number | undefined): void {
  const object = textOf(attributes, TAG.sopInstance);
  if (millimetres === undefined) {
    calibrated.delete(object);
  } else {
    calibrated.set(object, millimetres);
  }
}
