import { describe, expect, it } from "vitest";
import { type Attributes, TAG } from "../src/dicomweb/attributes";
import { whyNoVolume } from "../src/planes/suitability";

const AXIAL = [1, 0, 0, 0, 1, 0];

/** Slices of a CT, 2.5 mm apart, the last one first. */
function slices(count: number, change: (i: number) => Record<string, unknown[]> = () => ({})) {
  return Array.from({ length: count }, (_, i): Attributes => {
    const values: Record<string, unknown[]> = {
      [TAG.modality]: ["CT"],
      [TAG.rows]: [512],
      [TAG.columns]: [512],
      [TAG.samples]: [1],
      [TAG.photometric]: ["MONOCHROME2"],
      [TAG.bitsAllocated]: [16],
      [TAG.frameOfReference]: ["1.2.3"],
      [TAG.pixelSpacing]: [0.5, 0.5],
      [TAG.orientation]: AXIAL,
      [TAG.position]: [-10, -20, 300 - 2.5 * i],
      ...change(i),
    };
    return Object.fromEntries(Object.entries(values).map(([tag, Value]) => [tag, { Value }]));
  });
}

describe("a volume", () => {
  it("is made of regular slices in any order", () => {
    const regular = slices(20);
    expect(whyNoVolume(regular)).toBeUndefined();
    expect(whyNoVolume([...regular.slice(7), ...regular.slice(0, 7)])).toBeUndefined();
  });

  it("is made of oblique slices whose positions are rounded", () => {
    const oblique = slices(20, (i) => ({
      [TAG.orientation]: [1, 0, 0, 0, 0.99096, 0.134158],
      [TAG.position]: [
        -110.5,
        -78.3 - Math.round(9.391 * i) / 10,
        -72.8 + Math.round(69.37 * i) / 10,
      ],
      [TAG.pixelSpacing]: [0.859375, 0.859375],
    }));
    expect(whyNoVolume(oblique)).toBeUndefined();
  });

  const at = (which: number, change: Record<string, unknown[]>) => (i: number) =>
    i === which ? change : {};

  it.each([
    ["modality", slices(20, () => ({ [TAG.modality]: ["US"] }))],
    ["modality", slices(20, () => ({ [TAG.modality]: ["PT"] }))],
    ["modality", []],
    ["few", slices(4)],
    ["patients", slices(20, (i) => ({ [TAG.patientId]: [i < 19 ? "A" : "B"] }))],
    ["patients", slices(20, at(9, { [TAG.patientId]: ["B"] }))],
    ["colour", slices(20, () => ({ [TAG.samples]: [3], [TAG.photometric]: ["RGB"] }))],
    ["colour", slices(20, at(9, { [TAG.photometric]: ["MONOCHROME1"] }))],
    ["presentation", slices(20, at(9, { [TAG.voiLutFunction]: ["SIGMOID"] }))],
    ["presentation", slices(20, at(9, { [TAG.voiLut]: [{}] }))],
    ["presentation", slices(20, at(9, { [TAG.modalityLut]: [{}] }))],
    ["presentation", slices(20, at(9, { "60003000": [0] }))],
    ["presentation", slices(20, at(9, { "00181600": ["CIRCULAR"] }))],
    ["position", slices(20, at(9, { [TAG.position]: [] }))],
    ["position", slices(20, at(9, { [TAG.pixelSpacing]: [] }))],
    ["position", slices(20, () => ({ [TAG.frames]: [60] }))],
    ["orientation", slices(20, at(9, { [TAG.orientation]: [0, 1, 0, 0, 0, -1] }))],
    ["orientation", slices(20, at(9, { [TAG.rows]: [256] }))],
    ["orientation", slices(20, at(9, { [TAG.frameOfReference]: ["1.2.4"] }))],
    ["orientation", slices(20, () => ({ [TAG.frameOfReference]: [] }))],
    ["spacing", slices(20, at(9, { [TAG.position]: [-10, -20, 276] }))],
    [
      "spacing",
      slices(20, (i) => ({ [TAG.position]: [-10, -20, 300 - 2.5 * (i + (i > 9 ? 1 : 0))] })),
    ],
    ["spacing", slices(20, (i) => ({ [TAG.position]: [-10, -20, 300 - 2.5 * (i % 10)] }))],
    ["spacing", slices(20, (i) => ({ [TAG.position]: [-10, -20 + 0.6 * i, 300 - 2.5 * i] }))],
    ["spacing", slices(20, () => ({ [TAG.position]: [-10, -20, 300] }))],
    ["large", slices(600)],
    ["large", slices(300, () => ({ [TAG.rescaleSlope]: [0.51] }))],
  ] as const)("is not made of %s", (why, frames) => {
    expect(whyNoVolume(frames)).toBe(why);
  });
});
