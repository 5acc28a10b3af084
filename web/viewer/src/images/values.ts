import type { Types } from "@cornerstonejs/core";
import { type Attributes, TAG, textOf } from "../dicomweb/attributes";
import { text } from "../messages";
import { attributesOf, plainIdOf } from "./loader";
import { suvOf, unitsOf } from "./picture/suv";
import { changesValues } from "./states/applied";

/** What the numbers of an image are: `number * factor + offset` is a value in the unit. */
export interface RealValues {
  readonly factor: number;
  readonly offset: number;
  /** Empty if it has none. */
  readonly unit: string;
}

/** What units are called (PS3.3 section C.8.9.1.1.3). */
const UNITS: Readonly<Record<string, string>> = { BQML: "Bq/ml", CNTS: "counts", GML: "g/ml" };

/**
 * What the numbers of an image are; undefined if they mean nothing, or if a saved view makes others
 * of them than the image itself does.
 *
 * @param image of the library, which leaves some of them as they are stored on some machines
 */
export function realValuesOf(image: Types.IImage): RealValues | undefined {
  const shown = attributesOf(image.imageId);
  const attributes = attributesOf(plainIdOf(image.imageId)) ?? shown;
  if (shown === undefined || attributes === undefined || isOther(attributes, shown)) {
    return undefined;
  }
  // Of fractions the library draws whole numbers of its own, which its slope belongs to then.
  const isRescaled =
    image.preScale?.scaled === true || image.getPixelData() instanceof Float32Array;
  const factor = isRescaled ? 1 : image.slope || 1;
  const offset = isRescaled ? 0 : image.intercept || 0;
  if (!isPet(attributes)) {
    return { factor, offset, unit: unitOf(attributes) };
  }
  const suv = suvOf(attributes);
  if ("factor" in suv) {
    return { factor: factor * suv.factor, offset: offset * suv.factor, unit: text("viewer.suv") };
  }
  const unit = UNITS[unitsOf(attributes)];
  return unit === undefined ? undefined : { factor, offset, unit };
}

function isOther(own: Attributes, shown: Attributes): boolean {
  return own !== shown && changesValues(own, shown);
}

export function isPet(attributes: Attributes): boolean {
  return textOf(attributes, TAG.modality) === "PT";
}

/** Values of CT are Hounsfield units unless they say something else (PS3.3 C.8.2.1.1.2). */
function unitOf(attributes: Attributes): string {
  const type = textOf(attributes, TAG.rescaleType);
  const isCt = textOf(attributes, TAG.modality) === "CT";
  return type === "HU" || (isCt && type === "") ? "HU" : "";
}
