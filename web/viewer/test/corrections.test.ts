import { describe, expect, it } from "vitest";
import { Archive } from "../src/dicomweb/archive";
import { type Attributes, TAG, numberOf, textOf } from "../src/dicomweb/attributes";
import { correctAttributes, tableOf } from "../src/dicomweb/corrections";

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
    const image = {
      ...of(TAG.photometric, "PALETTE COLOR"),
      ...of(TAG.paletteDescriptor, 2, 0, 16),
      "00281201": table,
      "00281202": table,
      "00281203": table,
    };
    const corrected = await correctAttributes(image, archive);
    expect(corrected["00281202"]?.Value).toEqual([0x0100, 0x0302]);
  });
});

describe("a colour table", () => {
  it("has words in little-endian order, or bytes", () => {
    const bytes = Uint8Array.of(1, 2, 3, 4);
    expect(tableOf(bytes, { entries: 2, bits: 16 })).toEqual([0x0201, 0x0403]);
    expect(tableOf(bytes, { entries: 4, bits: 8 })).toEqual([1, 2, 3, 4]);
  });
});
