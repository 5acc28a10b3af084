import { describe, expect, it } from "vitest";
import { TAG } from "../src/dicomweb/attributes";
import { presetsOf } from "../src/view/presets";

describe("the presets of a CT image that brings windows of its own", () => {
  const names = (centre: number, width: number) =>
    presetsOf({
      [TAG.modality]: { Value: ["CT"] },
      [TAG.photometric]: { Value: ["MONOCHROME2"] },
      [TAG.windowCenter]: { Value: [-600, centre] },
      [TAG.windowWidth]: { Value: [1600, width] },
      [TAG.windowExplanation]: { Value: ["LUNG", "SOFT TISSUE"] },
    }).map(({ name }) => name);

  it("have no name twice", () => {
    expect(names(40, 400).filter((it) => /soft tissue/i.test(it))).toEqual(["Soft tissue"]);
    expect(names(50, 350).filter((it) => /soft tissue/i.test(it))).toEqual([
      "Soft tissue",
      "SOFT TISSUE (50/350)",
    ]);
  });
});
