import { type Attributes, TAG, numberOf, textOf } from "../dicomweb/attributes";
import { palette } from "../dicomweb/palette";
import { hasEnd, isByPlane, isSignedFrame, isTransformed, jpegColours } from "./codestream";
import { isWholeRle } from "./rle";
import { bytesOfFrame, isTooLarge, sizeOf } from "./size";
import { undrawn, undrawnIn } from "./undrawn";

/** Why a frame is not shown. */
export type Reason =
  | "syntax"
  | "values"
  | "large"
  | "segmentation"
  | "colours"
  | "presentation"
  | "broken"
  | "undecodable"
  | "slow"
  | "missing"
  | "unreachable"
  | "ended"
  | "stopped";

/** A frame that is not shown, because the picture could be wrong or there is none. */
export class Refusal extends Error {
  constructor(
    readonly reason: Reason,
    detail = "",
  ) {
    super(`${reason} ${detail}`.trim());
  }
}

export const RLE = "1.2.840.10008.1.2.5";
const JPEG_BASELINE = "1.2.840.10008.1.2.4.50";
const JPEG_EXTENDED = "1.2.840.10008.1.2.4.51";
const JPEG_LS = ["1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"];
export const UNCOMPRESSED: readonly string[] = [
  "1.2.840.10008.1.2",
  "1.2.840.10008.1.2.1",
  "1.2.840.10008.1.2.1.99",
  "1.2.840.10008.1.2.2",
];
/** JPEG 2000 with a quicker block coder. */
const HTJ2K = ["1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203"];
const JPEG_2000 = ["1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91", ...HTJ2K];
/** Those for which pictures were compared with the ones of another decoder. */
const ENDED_BY_MARKER = [
  JPEG_BASELINE,
  JPEG_EXTENDED,
  "1.2.840.10008.1.2.4.57",
  "1.2.840.10008.1.2.4.70",
  ...JPEG_LS,
  ...JPEG_2000,
];
const TRANSFORMED = ["YBR_ICT", "YBR_RCT"];
const GREY = ["MONOCHROME1", "MONOCHROME2"];
const COLOURS = ["RGB", "YBR_FULL", "YBR_FULL_422", "YBR_ICT", "YBR_RCT", "PALETTE COLOR"];

/**
 * Refuses kinds of images that the decoder is known or suspected to draw incorrectly. The
 * attributes suffice for this, before a frame is asked for.
 *
 * @throws Refusal
 */
export function checkAttributes(attributes: Attributes): void {
  if (isTooLarge(attributes)) {
    throw new Refusal("large");
  }
  const bits = numberOf(attributes, TAG.bitsAllocated) ?? 0;
  const samples = numberOf(attributes, TAG.samples) ?? 1;
  const photometric = textOf(attributes, TAG.photometric);
  if (bits === 1) {
    throw new Refusal("segmentation");
  }
  if (attributes[TAG.floatPixels] !== undefined || attributes[TAG.doublePixels] !== undefined) {
    throw new Refusal("values", "floating point");
  }
  if (bits !== 8 && bits !== 16 && !(bits === 32 && samples === 1)) {
    throw new Refusal("values", `${bits} bits`);
  }
  if (samples > 1 && bits !== 8) {
    throw new Refusal("values", `${bits} bits for each colour`);
  }
  const known = samples === 1 ? [...GREY, "PALETTE COLOR"] : COLOURS.slice(0, -1);
  if (!known.includes(photometric) || (samples !== 1 && samples !== 3)) {
    throw new Refusal("colours", photometric);
  }
  if (photometric === "PALETTE COLOR") {
    checkPalette(attributes);
  }
  const asked = undrawn(attributes);
  if (asked !== undefined) {
    throw new Refusal("presentation", asked);
  }
}

function checkPalette(attributes: Attributes): void {
  const state = palette(attributes);
  if (state === "incomplete") {
    throw new Refusal("broken", "no colour table");
  }
  if (state !== "whole") {
    throw new Refusal("colours", `colour tables that are ${state}`);
  }
}

/**
 * Refuses frames whose transfer syntax or content is known to be drawn wrongly.
 *
 * @throws Refusal
 */
export function checkFrame(attributes: Attributes, syntax: string, frame: Uint8Array): void {
  if (UNCOMPRESSED.includes(syntax)) {
    checkLength(attributes, frame);
  } else if (syntax === RLE) {
    checkRle(attributes, frame);
  } else if (ENDED_BY_MARKER.includes(syntax)) {
    checkEncoded(attributes, syntax, frame);
  } else {
    throw new Refusal("syntax", syntax);
  }
  if (numberOf(attributes, TAG.samples) === 3) {
    const photometric = textOf(attributes, TAG.photometric);
    checkColours(photometric, syntax, frame);
    if (!TRANSFORMED.includes(photometric)) {
      checkPlanes(numberOf(attributes, TAG.planar) === 1, syntax, frame);
    }
  }
  const asked = undrawnIn(syntax, attributes);
  if (asked !== undefined) {
    throw new Refusal("presentation", asked);
  }
}

/** The library takes colours for one after the other if the attributes say so, whatever it decoded. */
function checkPlanes(isSaid: boolean, syntax: string, frame: Uint8Array): void {
  const isSo = JPEG_LS.includes(syntax) && isByPlane(frame);
  if ([JPEG_EXTENDED, ...JPEG_LS, ...JPEG_2000].includes(syntax) && isSaid !== isSo) {
    throw new Refusal("colours", isSo ? "one after the other" : "not one after the other");
  }
}

/** An uncompressed frame has at least the size that its attributes give. */
function checkLength(attributes: Attributes, frame: Uint8Array): void {
  const expected = bytesOfFrame(attributes);
  if (expected === 0 || frame.length < expected) {
    throw new Refusal("broken", `${frame.length} of ${expected} bytes`);
  }
}

function checkRle(attributes: Attributes, frame: Uint8Array): void {
  const bits = numberOf(attributes, TAG.bitsAllocated) ?? 0;
  if (bits > 16) {
    throw new Refusal("values", `${bits} bits in RLE`);
  }
  const { rows, columns } = sizeOf(attributes);
  const segments = (numberOf(attributes, TAG.samples) ?? 1) * (bits / 8);
  if (!isWholeRle(frame, segments, rows * columns)) {
    throw new Refusal("broken", "values are missing");
  }
}

function checkEncoded(attributes: Attributes, syntax: string, frame: Uint8Array): void {
  if (!hasEnd(frame)) {
    throw new Refusal("broken", "no end");
  }
  if (syntax === JPEG_EXTENDED && numberOf(attributes, TAG.bitsAllocated) !== 8) {
    // The decoder of 12 bits gives values that are too high by 15.
    throw new Refusal("values", "12 bits in JPEG");
  }
  const isUnsigned = numberOf(attributes, TAG.pixelRepresentation) !== 1;
  if (JPEG_2000.includes(syntax) && isUnsigned && isSignedFrame(frame)) {
    throw new Refusal("values", "signed in an unsigned image");
  }
}

/** Colours must be in the frame as the attributes say. */
function checkColours(photometric: string, syntax: string, frame: Uint8Array): void {
  if (syntax === JPEG_BASELINE) {
    const taken = jpegColours(frame);
    if (taken !== (photometric === "RGB" ? "RGB" : "YBR")) {
      throw new Refusal("colours", `${photometric}, taken for ${taken}`);
    }
    return;
  }
  const isKnown = JPEG_2000.includes(syntax)
    ? isKnownInJpeg2000(photometric, syntax, isTransformed(frame))
    : !TRANSFORMED.includes(photometric);
  if (!isKnown || photometric === "YBR_FULL_422") {
    throw new Refusal("colours", `${photometric} in ${syntax}`);
  }
}

/**
 * Decoders make RGB of what is transformed, whatever it is called. That of HTJ2K makes greys of
 * colours that are not transformed.
 */
function isKnownInJpeg2000(photometric: string, syntax: string, isTransformed: boolean): boolean {
  return HTJ2K.includes(syntax)
    ? isTransformed && ["RGB", ...TRANSFORMED].includes(photometric)
    : photometric === "RGB" || isTransformed === TRANSFORMED.includes(photometric);
}
