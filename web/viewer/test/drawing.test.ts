import { describe, expect, it } from "vitest";
import type { Attributes } from "../src/dicomweb/attributes";
import { drawingOf } from "../src/images/picture/drawing";
import { planesOf } from "../src/images/picture/overlays";
import { shutterOf } from "../src/images/picture/shutters";
import { checkUnusedBits, withoutUnusedBits } from "../src/images/picture/stored";

const LITTLE_ENDIAN = "1.2.840.10008.1.2.1";

function tags(values: Record<string, unknown[]>): Attributes {
  return Object.fromEntries(Object.entries(values).map(([tag, Value]) => [tag, { Value }]));
}

describe("an overlay", () => {
  const read = () => Promise.resolve(Uint8Array.of(0b0001_1001));
  const place = { "60000010": [2], "60000011": [2], "60000050": [0, 2] };

  async function pixels(attributes: Attributes, frame = 1): Promise<number[]> {
    const data = { ...attributes, "60003000": { BulkDataURI: "/bulk" } };
    const drawn = new Uint8ClampedArray(2 * 3 * 4);
    const planes = await planesOf(data, frame, () => 0, read);
    drawingOf(2, 3, undefined, planes)?.(drawn, true);
    return [...drawn].filter((_value, i) => i % 4 === 3);
  }

  it("is drawn in its place, without what lies outside of the image", async () => {
    expect(await pixels(tags(place))).toEqual([0, 0, 255, 0, 0, 0]);
  });

  it("belongs to its own frames, or to all if it names none", async () => {
    const own = { ...place, "60000015": [2], "60000051": [4] };
    expect(await pixels(tags(place), 9)).toEqual([0, 0, 255, 0, 0, 0]);
    expect(await pixels(tags(own), 3)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(await pixels(tags(own), 4)).toEqual([0, 0, 255, 0, 0, 0]);
    expect(await pixels(tags(own), 6)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it.each([
    ["of no size", tags({ "60000010": [0], "60000011": [2] })],
    ["that is larger than its bits", tags({ "60000010": [20], "60000011": [20] })],
    ["of any size", tags({ "60000010": [60_000], "60000011": [60_000] })],
  ])("%s is refused", async (_name, attributes) => {
    await expect(pixels(attributes)).rejects.toThrow("broken");
  });
});

describe("a shutter", () => {
  it("of several shapes lets through what all of them do", () => {
    const shutter = shutterOf(
      tags({
        "00181600": ["RECTANGULAR", "CIRCULAR"],
        ...{ "00181602": [0], "00181604": [9], "00181606": [0], "00181608": [9] },
        ...{ "00181610": [9, 9], "00181612": [5] },
        "00181622": [65_535],
      }),
    );
    expect(shutter?.grey).toBe(255);
    expect(shutter?.covers(8, 8)).toBe(false);
    expect(shutter?.covers(1, 1)).toBe(true);
    expect(shutter?.covers(10, 10)).toBe(true);
  });
});

describe("a shutter of many corners", () => {
  it("opens between the edges of its polygon, also if that has a notch", () => {
    const corners = [1, 1, 1, 9, 9, 9, 5, 5, 9, 1];
    const shutter = shutterOf(tags({ "00181600": ["POLYGONAL"], "00181620": corners }));
    const line = (row: number) => [2, 4, 5, 6, 8].map((column) => shutter?.covers(row, column));
    expect(line(3)).toEqual([false, false, false, false, false]);
    expect(line(7)).toEqual([false, true, true, true, false]);
    expect(line(10)).toEqual([true, true, true, true, true]);
  });
});

describe("unused bits", () => {
  const image = { "00280100": [16], "00280101": [12] };

  it("are taken from the values, and kept for an overlay", () => {
    const frame = Uint8Array.of(0x34, 0x12, 0x78, 0x06);
    const stored = withoutUnusedBits(tags(image), LITTLE_ENDIAN, frame);
    expect([...frame]).toEqual([0x34, 0x02, 0x78, 0x06]);
    expect([stored(0), stored(1)]).toEqual([0x1234, 0x0678]);
  });

  it.each(["1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.5"])(
    "are not looked for in a compressed frame (%s)",
    (syntax) => {
      const frame = Uint8Array.of(0xff, 0xd8, 0xff, 0xf7);
      withoutUnusedBits(tags(image), syntax, frame);
      expect([...frame]).toEqual([0xff, 0xd8, 0xff, 0xf7]);
    },
  );

  it("that RLE brings to light are refused", () => {
    const check =
      (highest: number, more = {}) =>
      () =>
        checkUnusedBits(tags({ ...image, ...more }), "1.2.840.10008.1.2.5", highest);
    expect(check(4095)).not.toThrow();
    expect(check(4096)).toThrow("values");
    expect(check(8190, { "00281053": [2] })).not.toThrow();
    expect(check(5000, { "00280103": [1] })).not.toThrow();
  });

  it("of signed values are left to the decoder, which extends the sign", () => {
    const frame = Uint8Array.of(0xff, 0x1f);
    withoutUnusedBits(tags({ ...image, "00280103": [1] }), LITTLE_ENDIAN, frame);
    expect([...frame]).toEqual([0xff, 0x1f]);
  });
});
