import { describe, expect, it } from "vitest";
import type { Attributes } from "../src/dicomweb/attributes";
import { suvOf } from "../src/images/picture/suv";

const INJECTED: Record<string, unknown[]> = {
  "00181074": [370_000_000],
  "00181075": [6600],
  "00181072": ["080000.00"],
};
const IMAGE: Record<string, unknown[]> = {
  "00541001": ["BQML"],
  "00280051": ["ATTN", "DECY"],
  "00541102": ["START"],
  "00101030": [70],
  "00080021": ["20261120"],
  "00080031": ["095000"],
  "00080022": ["20261120"],
  "00080032": ["095000"],
};

function image(
  other: Record<string, unknown[]> = {},
  injected: Record<string, unknown[]> = {},
  times = 1,
): Attributes {
  const dataset = (all: Record<string, unknown[]>) =>
    Object.fromEntries(Object.entries(all).map(([tag, Value]) => [tag, { Value }]));
  const item = dataset({ ...INJECTED, ...injected });
  return dataset({ ...IMAGE, "00540016": Array.from({ length: times }, () => item), ...other });
}

describe("standardised uptake values", () => {
  it("are by weight and by what is left of the dose after a half-life", () => {
    expect(suvOf(image())).toEqual({ factor: 70_000 / 185_000_000 });
  });

  it("are by the whole dose if the values are corrected to the injection", () => {
    expect(suvOf(image({ "00541102": ["ADMIN"] }))).toEqual({ factor: 70_000 / 370_000_000 });
  });

  it("go past midnight", () => {
    const night = { "00080031": ["005000"], "00080032": ["005000"] };
    expect(suvOf(image(night, { "00181072": ["230000"] }))).toEqual(suvOf(image()));
    expect(suvOf(image(night, { "00181078": ["20261119230000.000+0100"] }))).toEqual(
      suvOf(image()),
    );
  });

  it("are there already in g/ml by weight", () => {
    expect(suvOf(image({ "00541001": ["GML"] }))).toEqual({ factor: 1 });
    expect(suvOf(image({ "00541001": ["GML"], "00541006": ["LBM"] }))).toEqual({ why: "units" });
  });

  it.each([
    ["units", { "00541001": ["CNTS"] }, {}],
    ["corrections", { "00280051": ["ATTN"] }, {}],
    ["corrections", { "00541102": ["NONE"] }, {}],
    ["weight", { "00101030": [] }, {}],
    ["weight", { "00101030": [0] }, {}],
    ["dose", {}, { "00181074": [370] }],
    ["dose", {}, { "00181075": [] }],
    ["times", { "00080031": ["110000"] }, {}],
    ["times", {}, { "00181072": [] }],
    ["times", {}, { "00181072": ["095010"] }],
    ["times", {}, { "00181072": ["8 o'clock"] }],
    ["times", {}, { "00181078": ["20261121080000"] }],
  ])("are refused for %s in %j, %j", (why, other, injected) => {
    expect(suvOf(image(other, injected))).toEqual({ why });
  });

  it("are refused where two substances were injected", () => {
    expect(suvOf(image({}, {}, 2))).toEqual({ why: "dose" });
  });
});
