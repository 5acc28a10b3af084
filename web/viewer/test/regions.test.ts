import { describe, expect, it } from "vitest";
import { type Attributes, TAG } from "../src/dicomweb/attributes";
import { regionOf } from "../src/images/picture/regions";

function region(box: number[], delta: number, more: Record<string, number> = {}): Attributes {
  const [left, top, right, bottom] = box;
  const values: Record<string, number | undefined> = {
    "00186018": left,
    "0018601A": top,
    "0018601C": right,
    "0018601E": bottom,
    "00186024": 3,
    "00186026": 3,
    "0018602C": delta,
    "0018602E": -delta,
    ...more,
  };
  return Object.fromEntries(Object.entries(values).map(([tag, it]) => [tag, { Value: [it] }]));
}

describe("a line over ultrasound", () => {
  const left = region([0, 0, 9, 9], 0.1);
  const right = region([10, 0, 19, 9], 0.2);
  const of = (...items: Attributes[]) => ({ [TAG.ultrasoundRegions]: { Value: items } });
  const line = (from: number, to: number) =>
    [
      [from, 5],
      [to, 5],
    ] as const;

  it("has the deltas of its region, up to its last pixel", () => {
    expect(regionOf(of(left, right), line(1, 9.9))).toMatchObject({
      across: "cm",
      column: 0.1,
      row: 0.1,
    });
    expect(regionOf(of(left, right), line(10, 19))).toMatchObject({ column: 0.2, row: 0.2 });
  });

  it("has none from one region to another, nor beside them", () => {
    expect(regionOf(of(left, right), line(1, 11))).toBeUndefined();
    expect(regionOf(of(left), line(11, 15))).toBeUndefined();
    expect(regionOf(of(left, region([4, 4, 6, 6], 0.3)), line(1, 9))).toBeUndefined();
  });

  it("has those of the region of high priority", () => {
    const below = region([0, 0, 19, 9], 0.3, { "00186016": 1 });
    expect(regionOf(of(below, right), line(11, 15))).toMatchObject({ column: 0.2, row: 0.2 });
    expect(regionOf(of(below, right), line(1, 5))).toMatchObject({ column: 0.3, row: 0.3 });
  });

  it("has no quantity where a direction has no known one, or no delta", () => {
    const doppler = region([0, 0, 9, 9], 0.1, { "00186024": 4, "00186026": 7 });
    expect(regionOf(of(doppler), line(1, 5))).toMatchObject({ across: "s", down: "cm/s" });
    const unknown = region([0, 0, 9, 9], 0.1, { "00186026": 0 });
    expect(regionOf(of(unknown), line(1, 5))?.down).toBeUndefined();
    expect(regionOf(of(region([0, 0, 9, 9], 0)), line(1, 5))?.across).toBeUndefined();
  });
});
