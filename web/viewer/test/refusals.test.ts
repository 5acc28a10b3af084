import { describe, expect, it } from "vitest";
import { type Attributes, TAG } from "../src/dicomweb/attributes";
import { hasEnd, jpegColours } from "../src/images/codestream";
import { listedFrames } from "../src/images/size";
import { Refusal, checkAttributes, checkFrame } from "../src/images/refusals";

const LITTLE_ENDIAN = "1.2.840.10008.1.2.1";
const BIG_ENDIAN = "1.2.840.10008.1.2.2";
const RLE = "1.2.840.10008.1.2.5";
const JPEG = "1.2.840.10008.1.2.4.50";
const JPEG_12 = "1.2.840.10008.1.2.4.51";
const J2K = "1.2.840.10008.1.2.4.90";
const HTJ2K = "1.2.840.10008.1.2.4.201";
const JPEG_LS = "1.2.840.10008.1.2.4.80";
const JPEG_XL = "1.2.840.10008.1.2.4.110";

function image(bits: number, samples: number, photometric: string): Attributes {
  return {
    [TAG.rows]: { Value: [2] },
    [TAG.columns]: { Value: [3] },
    [TAG.bitsAllocated]: { Value: [bits] },
    [TAG.samples]: { Value: [samples] },
    [TAG.photometric]: { Value: [photometric] },
  };
}

function reasonOf(act: () => void): string {
  try {
    act();
    return "shown";
  } catch (fault) {
    return (fault as Refusal).reason;
  }
}

/** A JPEG frame of three components with these names, behind these segments. */
function jpeg(names: string, ...segments: number[]): Uint8Array {
  const parts = [...names].flatMap((name) => [name.charCodeAt(0), 0x11, 0]);
  const head = [0xff, 0xc0, 0, 17, 8, 0, 2, 0, 3, 3, ...parts];
  return Uint8Array.of(0xff, 0xd8, ...segments, ...head, 0xff, 0xda, 0, 2, 0xff, 0xd9);
}

const text = (words: string) => [...words].map((letter) => letter.charCodeAt(0));
const JFIF = [0xff, 0xe0, 0, 16, ...text("JFIF"), 0, 1, 1, 0, 0, 1, 0, 1, 0, 0];
const adobe = (transform: number) => [
  ...[0xff, 0xee, 0, 14, ...text("Adobe"), 0, 100, 0, 0, 0, 0, transform],
];

describe("by its attributes", () => {
  it.each([
    [16, 1, "MONOCHROME2", "shown"],
    [8, 3, "RGB", "shown"],
    [8, 1, "PALETTE COLOR", "broken"],
    [32, 1, "MONOCHROME2", "shown"],
    [1, 1, "MONOCHROME2", "segmentation"],
    [16, 3, "RGB", "values"],
    [32, 3, "RGB", "values"],
    [64, 1, "MONOCHROME2", "values"],
    [8, 4, "CMYK", "colours"],
    [8, 1, "", "colours"],
    [8, 3, "YBR_PARTIAL_420", "colours"],
  ])("an image of %s bits, %s samples, %s is: %s", (bits, samples, photometric, result) => {
    expect(reasonOf(() => checkAttributes(image(bits, samples, photometric)))).toBe(result);
  });
});

describe("by what it asks for", () => {
  const item = { Value: [{ "00283002": { Value: [256, 0, 8] } }] };
  const shutter = (shape: string, ...more: [string, number[]][]): Attributes => ({
    "00181600": { Value: [shape] },
    ...Object.fromEntries(more.map(([tag, Value]) => [tag, { Value }])),
  });
  const centre: [string, number[]] = ["00181610", [8, 9]];
  const radius: [string, number[]] = ["00181612", [5]];
  it.each<[string, Attributes, string]>([
    ["a table of values of interest", { [TAG.voiLut]: item }, "shown"],
    ["a table of the presentation", { [TAG.presentationLut]: item }, "presentation"],
    ["opacity beside its colours", { "00281204": { Value: [1] } }, "presentation"],
    ["a window narrower than 1", { [TAG.windowWidth]: { Value: [0.5] } }, "presentation"],
    ["floating point", { [TAG.floatPixels]: { BulkDataURI: "/bulk" } }, "values"],
    ["SIGMOID", { [TAG.voiLutFunction]: { Value: ["SIGMOID"] } }, "shown"],
    ["another function", { [TAG.voiLutFunction]: { Value: ["CUBIC"] } }, "presentation"],
    ["a circle", shutter("CIRCULAR", centre, radius), "shown"],
    ["a circle without a radius", shutter("CIRCULAR", centre), "presentation"],
    ["a shutter in bits", shutter("BITMAP"), "presentation"],
    ["a polygon of two corners", shutter("POLYGONAL", ["00181620", [1, 2, 3, 4]]), "presentation"],
    ["INVERSE", { [TAG.presentationLutShape]: { Value: ["INVERSE"] } }, "presentation"],
    ["IDENTITY", { [TAG.presentationLutShape]: { Value: ["IDENTITY"] } }, "shown"],
    ["colours beside greys", { [TAG.pixelPresentation]: { Value: ["COLOR"] } }, "presentation"],
    [
      "another highest bit",
      { [TAG.bitsStored]: { Value: [12] }, [TAG.highBit]: { Value: [15] } },
      "presentation",
    ],
  ])("an image with %s is: %s", (_name, more, result) => {
    const attributes = { ...image(16, 1, "MONOCHROME2"), ...more };
    expect(reasonOf(() => checkAttributes(attributes))).toBe(result);
  });

  it.each<[string, Attributes, string, string]>([
    ["an overlay in its pixels", { "60000100": { Value: [16] } }, LITTLE_ENDIAN, "shown"],
    ["an overlay in its pixels", { "60000100": { Value: [16] } }, RLE, "presentation"],
    ["an overlay", { "60003000": { BulkDataURI: "/bulk" } }, RLE, "shown"],
    ["an overlay", { "60003000": { BulkDataURI: "/bulk" } }, BIG_ENDIAN, "presentation"],
  ])("an image with %s, stored in one way or another", (_name, more, syntax, result) => {
    const attributes = { ...image(16, 1, "MONOCHROME2"), ...more };
    const frame = syntax === RLE ? rle([251, 7], [5, 1, 2, 3, 4, 5, 6]) : new Uint8Array(12);
    expect(reasonOf(() => checkFrame(attributes, syntax, frame))).toBe(result);
  });
});

describe("by its size", () => {
  it.each([
    [16_384, 6_000, 1, "shown"],
    [16_385, 10, 1, "large"],
    [10_001, 10_000, 1, "large"],
    [60_000, 60_000, 1, "large"],
    [512, 512, 50_001, "large"],
  ])("an image of %s x %s in %s frames is: %s", (rows, columns, frames, result) => {
    const attributes = {
      ...image(16, 1, "MONOCHROME2"),
      [TAG.rows]: { Value: [rows] },
      [TAG.columns]: { Value: [columns] },
      [TAG.frames]: { Value: [frames] },
    };
    expect(reasonOf(() => checkAttributes(attributes))).toBe(result);
    expect(listedFrames(attributes)).toBe(result === "shown" ? frames : 1);
  });

  it("colours with a whole table are shown", () => {
    const table = { Value: [1, 2] };
    const attributes = {
      ...image(8, 1, "PALETTE COLOR"),
      "00281101": { Value: [2, 0, 8] },
      "00281102": { Value: [2, 0, 8] },
      "00281103": { Value: [2, 0, 8] },
      "00281201": table,
      "00281202": table,
      "00281203": table,
    };
    expect(reasonOf(() => checkAttributes(attributes))).toBe("shown");
    const cut = { ...attributes, "00281203": { Value: [1] } };
    expect(reasonOf(() => checkAttributes(cut))).toBe("broken");
  });
});

/** An RLE frame of these segments. */
function rle(...segments: number[][]): Uint8Array {
  const frame = new Uint8Array(64 + segments.flat().length);
  const header = new DataView(frame.buffer);
  header.setUint32(0, segments.length, true);
  let at = 64;
  segments.forEach((segment, i) => {
    header.setUint32(4 * i + 4, at, true);
    frame.set(segment, at);
    at += segment.length;
  });
  return frame;
}

describe("by its frame", () => {
  const end = Uint8Array.of(1, 2, 0xff, 0xd9);

  it.each([
    ["whole", LITTLE_ENDIAN, new Uint8Array(12), "shown"],
    ["short", LITTLE_ENDIAN, new Uint8Array(11), "broken"],
    ["RLE", RLE, rle([251, 7], [2, 1, 2, 3, 128, 254, 9, 0]), "shown"],
    ["RLE, cut in a run", RLE, rle([251, 7], [2, 1, 2, 3, 254]), "broken"],
    ["RLE, cut in a copy", RLE, rle([251, 7], [5, 1, 2, 3]), "broken"],
    ["RLE, without its second segment", RLE, rle([251, 7]), "broken"],
    ["RLE, only a header", RLE, new Uint8Array(64), "broken"],
    ["whole JPEG 2000", J2K, end, "shown"],
    ["cut JPEG 2000", J2K, end.subarray(0, 3), "broken"],
    ["JPEG of 12 bits", JPEG_12, end, "values"],
    ["whole HTJ2K", HTJ2K, end, "shown"],
    ["cut HTJ2K", HTJ2K, end.subarray(0, 3), "broken"],
    ["unknown", JPEG_XL, end, "syntax"],
  ])("a %s frame", (_name, syntax, frame, result) => {
    expect(reasonOf(() => checkFrame(image(16, 1, "MONOCHROME2"), syntax, frame))).toBe(result);
  });

  it("RLE of 32 bits is refused", () => {
    const attributes = image(32, 1, "MONOCHROME2");
    expect(reasonOf(() => checkFrame(attributes, RLE, new Uint8Array(99)))).toBe("values");
  });

  it.each([
    ["RGB", jpeg("RGB"), "shown"],
    ["RGB", jpeg("\x01\x02\x03", ...adobe(0)), "shown"],
    ["RGB", jpeg("\x01\x02\x03"), "colours"],
    ["RGB", jpeg("\x01\x02\x03", ...JFIF), "colours"],
    ["YBR_FULL_422", jpeg("\x01\x02\x03", ...JFIF), "shown"],
    ["YBR_FULL_422", jpeg("\x01\x02\x03", ...adobe(0)), "colours"],
  ])("JPEG of %s colours is taken as the browser takes it", (photometric, frame, result) => {
    expect(reasonOf(() => checkFrame(image(8, 3, photometric), JPEG, frame))).toBe(result);
  });
});

describe("by the colours of its frame", () => {
  const jpeg2000 = (transformed: number) =>
    Uint8Array.of(0xff, 0x4f, 0xff, 0x52, 0, 12, 0, 0, 0, 1, transformed, 0xff, 0xd9);

  it.each([
    ["YBR_RCT", J2K, jpeg2000(1), "shown"],
    ["YBR_RCT", J2K, jpeg2000(0), "colours"],
    ["YBR_ICT", HTJ2K, jpeg2000(1), "shown"],
    ["YBR_ICT", HTJ2K, jpeg2000(0), "colours"],
    ["RGB", HTJ2K, jpeg2000(1), "shown"],
    ["RGB", HTJ2K, jpeg2000(0), "colours"],
    ["YBR_FULL", J2K, jpeg2000(0), "shown"],
    ["YBR_FULL", J2K, jpeg2000(1), "colours"],
    ["RGB", J2K, jpeg2000(1), "shown"],
    ["RGB", JPEG_LS, Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 12, 3, 0, 0xff, 0xd9), "shown"],
    ["RGB", JPEG_LS, Uint8Array.of(0xff, 0xd8, 0xff, 0xda, 0, 8, 1, 0, 0xff, 0xd9), "colours"],
    ["YBR_RCT", JPEG_LS, Uint8Array.of(1, 2, 0xff, 0xd9), "colours"],
    ["YBR_FULL_422", JPEG_LS, Uint8Array.of(1, 2, 0xff, 0xd9), "colours"],
  ])("%s in %s, %s is: %s", (photometric, syntax, frame, result) => {
    expect(reasonOf(() => checkFrame(image(8, 3, photometric), syntax, frame))).toBe(result);
  });
});

describe("by the sign of its values", () => {
  it.each([
    [0, "values"],
    [1, "shown"],
  ])("JPEG 2000 of signed values in an image with representation %s is: %s", (sign, result) => {
    const frame = new Uint8Array(60);
    frame.set([0xff, 0x4f, 0xff, 0x51]);
    frame[42] = 0x8b;
    frame.set([0xff, 0xd9], 58);
    const attributes = {
      ...image(16, 1, "MONOCHROME2"),
      [TAG.pixelRepresentation]: { Value: [sign] },
    };
    expect(reasonOf(() => checkFrame(attributes, J2K, frame))).toBe(result);
  });
});

describe("a codestream", () => {
  it("has its end, also with a few bytes behind it", () => {
    expect(hasEnd(Uint8Array.of(0xff, 0xd9, 0))).toBe(true);
    expect(hasEnd(new Uint8Array(200))).toBe(false);
  });

  it("that is none has no colours", () => {
    expect(jpegColours(new Uint8Array(20))).toBe("unknown");
  });
});
