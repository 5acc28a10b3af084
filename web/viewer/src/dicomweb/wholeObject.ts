import type { Part } from "./multipart";
import { UnusableAnswer } from "./receiving";

/** Syntaxes of which some archives give whole objects, but no frames: HTJ2K is too young for them. */
const SYNTAXES = ["1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203"];
const SYNTAX = "x00020010";
const PIXELS = "x7fe00010";
const FRAMES = "x00280008";

/**
 * A frame of a DICOM object (PS3.10), as if it had been asked for alone; undefined if the object has
 * another transfer syntax.
 *
 * @param frame from 1
 * @throws UnusableAnswer if the object does not have it, or not in a way that tells where it begins
 */
export async function frameIn(object: Uint8Array, frame: number): Promise<Part | undefined> {
  const imported = await import("dicom-parser");
  const { parseDicom, readEncapsulatedImageFrame, readEncapsulatedPixelDataFromFragments } =
    imported.default ?? imported;
  const parsed = parsedBy(parseDicom, object);
  const syntax = parsed.string(SYNTAX)?.trim() ?? "";
  const pixels = parsed.elements[PIXELS];
  if (!SYNTAXES.includes(syntax) || pixels?.fragments === undefined) {
    return undefined;
  }
  const { fragments } = pixels;
  const frames = parsed.intString(FRAMES) ?? 1;
  const contentType = `application/octet-stream; transfer-syntax=${syntax}`;
  if (frame > frames) {
    throw new UnusableAnswer(`frame ${frame} of ${frames}`);
  }
  if (frames === 1 || fragments.length === frames) {
    const [first, count] = frames === 1 ? [0, fragments.length] : [frame - 1, 1];
    const data = readEncapsulatedPixelDataFromFragments(parsed, pixels, first, count);
    return { contentType, data: data as Uint8Array };
  }
  if (pixels.basicOffsetTable?.length !== frames) {
    throw new UnusableAnswer(`${fragments.length} fragments of ${frames} frames`);
  }
  return { contentType, data: readEncapsulatedImageFrame(parsed, pixels, frame - 1) as Uint8Array };
}

function parsedBy<T>(parse: (object: Uint8Array) => T, object: Uint8Array): T {
  try {
    return parse(object);
  } catch (fault) {
    throw new UnusableAnswer(String(fault));
  }
}
