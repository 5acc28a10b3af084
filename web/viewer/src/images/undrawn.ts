import { type Attributes, TAG, numberOf, textOf } from "../dicomweb/attributes";
import { FUNCTIONS, modalityTable, voiTables } from "./picture/greys";
import { hasEmbedded, hasOverlay } from "./picture/overlays";
import { whyNoShutter } from "./picture/shutters";

const UNCOMPRESSED_LITTLE = ["1.2.840.10008.1.2", "1.2.840.10008.1.2.1", "1.2.840.10008.1.2.1.99"];
/** Opacity beside colours in a colour table, and the same in segments. */
const ALPHA = ["00281204", "00281224"];
const BIG_ENDIAN = "1.2.840.10008.1.2.2";

/**
 * What an image asks for that this viewer does not draw; undefined if there is nothing of the kind.
 * What it draws is in picture/.
 */
export function undrawn(attributes: Attributes): string | undefined {
  return [...greys(attributes)][0] ?? whyNoShutter(attributes);
}

function* greys(attributes: Attributes): Generator<string> {
  if ((attributes[TAG.presentationLut]?.Value ?? []).length > 0) {
    yield "a lookup table of the presentation";
  }
  const voiFunction = textOf(attributes, TAG.voiLutFunction);
  if (!["", ...FUNCTIONS].includes(voiFunction)) {
    yield voiFunction;
  }
  if ((numberOf(attributes, TAG.windowWidth) ?? 1) < 1) {
    yield "a window narrower than 1";
  }
  const photometric = textOf(attributes, TAG.photometric);
  if (ALPHA.some((tag) => attributes[tag] !== undefined)) {
    yield "a table of opacity";
  }
  const shape = textOf(attributes, TAG.presentationLutShape);
  if (shape !== "" && shape !== (photometric === "MONOCHROME1" ? "INVERSE" : "IDENTITY")) {
    yield `presentation ${shape}`;
  }
  if (photometric === "MONOCHROME2" && isColoured(attributes)) {
    yield "a colour table beside greys";
  }
  const bits = numberOf(attributes, TAG.bitsStored);
  const high = numberOf(attributes, TAG.highBit);
  if (bits !== undefined && high !== undefined && high !== bits - 1) {
    yield `high bit ${high}`;
  }
}

/** Some values of greys are shown in colours then (PS3.3 C.7.6.19). */
function isColoured(attributes: Attributes): boolean {
  return ["COLOR", "MIXED"].includes(textOf(attributes, TAG.pixelPresentation));
}

/**
 * What cannot be drawn because of the way in which a frame is stored; undefined if there is nothing
 * of the kind.
 */
export function undrawnIn(syntax: string, attributes: Attributes): string | undefined {
  if (hasEmbedded(attributes) && !UNCOMPRESSED_LITTLE.includes(syntax)) {
    return "an overlay in compressed pixels";
  }
  const hasWords =
    voiTables(attributes).length > 0 ||
    modalityTable(attributes) !== undefined ||
    hasOverlay(attributes);
  return hasWords && syntax === BIG_ENDIAN ? "words in another order" : undefined;
}
