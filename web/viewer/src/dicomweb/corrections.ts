import type { Archive } from "./archive";
import { type Attribute, type Attributes, TAG, numberOf, textOf } from "./attributes";
import { withPalette } from "./palette";

/**
 * Corrects attributes that are missing or useless, as they occur in archives and would give a wrong
 * picture or none.
 */
export async function correctAttributes(
  attributes: Attributes,
  archive: Archive,
  signal?: AbortSignal,
): Promise<Attributes> {
  const corrected: Record<string, Attribute> = { ...attributes };
  corrected[TAG.modality] = orOther(attributes);
  withoutUselessWindow(corrected);
  if (textOf(attributes, TAG.photometric) === "PALETTE COLOR") {
    Object.assign(corrected, await withPalette(attributes, archive, signal));
  }
  return corrected;
}

/** Without a modality, the library takes an image for one of a video. */
function orOther(attributes: Attributes): Attribute {
  const modality = textOf(attributes, TAG.modality) || "OT";
  return { vr: "CS", Value: [modality] };
}

/**
 * A window narrower than 1 shows a black image; the image's own range is used instead. Other
 * functions can have such windows (see undrawn.ts).
 */
function withoutUselessWindow(attributes: Record<string, Attribute>): void {
  const width = numberOf(attributes, TAG.windowWidth);
  const centre = numberOf(attributes, TAG.windowCenter);
  const isLinear = ["", "LINEAR"].includes(textOf(attributes, TAG.voiLutFunction));
  const least = isLinear ? 1 : Number.MIN_VALUE;
  if (width === undefined || width < least || centre === undefined) {
    delete attributes[TAG.windowWidth];
    delete attributes[TAG.windowCenter];
  }
}
