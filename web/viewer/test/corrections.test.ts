import { describe, expect, it } from "vitest";
import { Archive } from "../src/dicomweb/archive";
import { type Attributes, TAG, numberOf, textOf } from "../src/dicomweb/attributes";
import { correctAttributes } from "../src/dicomweb/corrections";
import { expanded, palette, tableOf } from "../src/dicomweb/palette";

const archive = new Archive("/dicom-web");
const of = (tag: string, ...Value: unknown[]): Attributes => ({ [tag]: { Value } });

describe("attributes", () => {
  it("get a modality if they have none", async () => {
    expect(textOf(await correctAttributes({}, archive), TAG.modality)).toBe("OT");
    expect(textOf(await correctAttributes(of(TAG.modality, "CT"), archive), TAG.modality)).toBe(
      "CT",
    );
  });

  it.each([
    [0, 0],
    [40, 0.5],
  ])("lose a window that shows nothing: centre %s, width %s", async (centre, width) => {
    const window = { ...of(TAG.windowCenter, centre), ...of(TAG.windowWidth, width) };
    const corrected = await correctAttributes(window, archive);
    expect(corrected[TAG.windowWidth]).toBeUndefined();
    expect(corrected[TAG.windowCenter]).toBeUndefined();
  });

  it("keep a window that shows something", async () => {
    const window = { ...of(TAG.windowCenter, 40), ...of(TAG.windowWidth, 400) };
    expect(numberOf(await correctAttributes(window, archive), TAG.windowWidth)).toBe(400);
  });

  it("get their colour tables", async () => {
    const table = { InlineBinary: btoa("\x00\x01\x02\x03") };
    const dark = { InlineBinary: btoa("\x00\x00\x02\x00") };
    const image = {
      ...of(TAG.photometric, "PALETTE COLOR"),
      ...of("00281101", 2, 0, 16),
      ...of("00281102", 2, 0, 16),
      ...of("00281103", 2, 0, 16),
      "00281201": dark,
      "00281202": table,
      "00281203": table,
    };
    const corrected = await correctAttributes(image, archive);
    expect(corrected["00281201"]?.Value).toEqual([0, 0]);
    expect(corrected["00281202"]?.Value).toEqual([1, 3]);
    expect(corrected["00281102"]?.Value).toEqual([2, 0, 8]);
    expect(palette(corrected)).toBe("whole");
    expect(palette({ ...corrected, ...of("00281103", 2, 1, 8) })).toBe("unlike");
    expect(palette({ ...corrected, ...of("00281203", 1) })).toBe("incomplete");
  });
});

describe("a colour table", () => {
  it("has words in little-endian order, or bytes", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    expect(tableOf(bytes, { entries: 2, bits: 16 })).toEqual([0x0201, 0x0403]);
    expect(tableOf(bytes, { entries: 4, bits: 8 })).toEqual([1, 2, 3, 4]);
  });

  const words = (...values: number[]) => new Uint8Array(Uint16Array.from(values).buffer);

  it("is made of discrete, linear and repeated segments", () => {
    const data = words(0, 2, 10, 20, 1, 2, 40, 2, 2, 0, 0);
    expect(expanded(data, { entries: 8, bits: 16 })).toEqual([10, 20, 30, 40, 10, 20, 30, 40]);
    const bytes = Uint8Array.of(0, 1, 9, 1, 3, 3, 2, 1, 0, 0, 0, 0);
    expect(expanded(bytes, { entries: 5, bits: 8 })).toEqual([9, 7, 5, 3, 9]);
  });

  it.each([
    ["too few entries", words(0, 2, 10, 20)],
    ["a line from nowhere", words(1, 4, 10)],
    ["segments of another place", words(0, 2, 10, 20, 2, 1, 4, 0)],
    ["an unknown segment", words(3, 4, 10)],
  ])("of segments with %s is refused", (_name, data) => {
    expect(() => expanded(data, { entries: 4, bits: 16 })).toThrow("segment");
  });
});
