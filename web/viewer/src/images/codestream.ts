/** What is read from compressed frames without decoding them. */

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const SIZ = 0x51;
/** Where the sizes, which come first, say of the first component whether it is signed. */
const SIGN_AT = 42;
const COD = 0x52;
/** Where the style of coding says whether colours are transformed: behind its marker. */
const TRANSFORM_AT = 8;
/** Where a scan says how many components it has. */
const COMPONENTS_AT = 4;
const APP0 = 0xe0;
const APP14 = 0xee;
const MAX_TRAILING_BYTES = 64;
const FRAMES = [0xc0, 0xc1, 0xc2];

/** How a decoder of JPEG files, such as a browser, takes the colours of a frame. */
export type JpegColours = "RGB" | "YBR" | "unknown";

/**
 * The colours of a JPEG frame as libjpeg guesses them: JFIF is YBR, Adobe's marker says what it
 * is, and otherwise the names of the components tell.
 */
export function jpegColours(frame: Uint8Array): JpegColours {
  let at = 2;
  let isJfif = false;
  let adobe: number | undefined;
  if (frame[0] !== 0xff || frame[1] !== SOI) {
    return "unknown";
  }
  while (at + 4 <= frame.length && frame[at] === 0xff) {
    const marker = frame[at + 1] ?? 0;
    const length = ((frame[at + 2] ?? 0) << 8) | (frame[at + 3] ?? 0);
    isJfif ||= marker === APP0 && textAt(frame, at + 4, 4) === "JFIF";
    if (marker === APP14 && textAt(frame, at + 4, 5) === "Adobe") {
      adobe = frame[at + 15];
    }
    if (FRAMES.includes(marker)) {
      return guessed(isJfif, adobe, frame.subarray(at + 4, at + 2 + length));
    }
    if (marker === SOS) {
      break;
    }
    at += 2 + length;
  }
  return "unknown";
}

function guessed(isJfif: boolean, adobe: number | undefined, head: Uint8Array): JpegColours {
  if (head[5] !== 3) {
    return "unknown";
  }
  if (isJfif) {
    return "YBR";
  }
  if (adobe !== undefined) {
    return adobe === 0 ? "RGB" : "YBR";
  }
  const names = String.fromCharCode(head[6] ?? 0, head[9] ?? 0, head[12] ?? 0);
  return names === "RGB" ? "RGB" : "YBR";
}

/**
 * Whether a JPEG, JPEG-LS or JPEG 2000 frame has its end: all three end with the same marker. Some
 * encoders leave a few bytes behind it.
 */
export function hasEnd(frame: Uint8Array): boolean {
  const first = Math.max(1, frame.length - MAX_TRAILING_BYTES);
  for (let at = frame.length - 1; at >= first; at--) {
    if (frame[at] === EOI && frame[at - 1] === 0xff) {
      return true;
    }
  }
  return false;
}

/** Whether the colours of a JPEG-LS frame are one after the other: its first scan has one of them. */
export function isByPlane(frame: Uint8Array): boolean {
  for (let at = 2; at + COMPONENTS_AT < frame.length && frame[at] === 0xff; ) {
    if (frame[at + 1] === SOS) {
      return frame[at + COMPONENTS_AT] === 1;
    }
    at += 2 + (((frame[at + 2] ?? 0) << 8) | (frame[at + 3] ?? 0));
  }
  return false;
}

/** Whether the values of a JPEG 2000 frame can be negative (ISO/IEC 15444-1 A.5.1). */
export function isSignedFrame(frame: Uint8Array): boolean {
  return frame[3] === SIZ && ((frame[SIGN_AT] ?? 0) & 0x80) !== 0;
}

/** Whether the colours of a JPEG 2000 frame are luminance and chrominance (ISO/IEC 15444-1 A.6.1). */
export function isTransformed(frame: Uint8Array): boolean {
  for (let at = 2; at + TRANSFORM_AT < frame.length && frame[at] === 0xff; ) {
    if (frame[at + 1] === COD) {
      return frame[at + TRANSFORM_AT] === 1;
    }
    at += 2 + (((frame[at + 2] ?? 0) << 8) | (frame[at + 3] ?? 0));
  }
  return false;
}

function textAt(frame: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...frame.subarray(at, at + length));
}
