import { type Attributes, TAG, numberOf, textOf } from "../dicomweb/attributes";

/** MPEG-2, MPEG-4 AVC/H.264 and HEVC/H.265 (PS3.5 sections 8.2.5 to 8.2.9). */
const SYNTAX = /^1\.2\.840\.10008\.1\.2\.4\.10[0-8](\.1)?$/;
/** The colours that these transfer syntaxes have, and no other one. */
const PHOTOMETRIC = "YBR_PARTIAL_420";

/**
 * Whether the pixel data are a video. Not every archive says the transfer syntax; without it, several
 * frames in the colours of videos are one, and a single image in them stays an image.
 */
export function isVideo(attributes: Attributes): boolean {
  return (
    SYNTAX.test(textOf(attributes, TAG.availableTransferSyntax)) ||
    (textOf(attributes, TAG.photometric) === PHOTOMETRIC &&
      (numberOf(attributes, TAG.frames) ?? 1) > 1)
  );
}
