import { describe, expect, it } from "vitest";
import type { SeriesEntry } from "../src/dicomweb/archive";
import { keysOf, kindOf, seriesFor } from "../src/layouts/kinds";

function series(number: number, description: string, bodyPart = "", modality = "CT"): SeriesEntry {
  return { study: "1", uid: `${number}`, number, description, modality, bodyPart, count: 20 };
}

const STUDY = [
  series(1, "Topogram"),
  series(2, "Thorax AX 5.0"),
  series(3, "Thorax AX 1.0"),
  series(4, "Thorax COR 2.0"),
];

describe("what is kept of a layout", () => {
  it("has a modality and a usual body part, and no words of the study", () => {
    expect(kindOf(series(1, "", "CHEST"))).toBe("CT-CHEST");
    expect(kindOf(series(1, "", "chest abdomen"))).toBe("CT-CHESTABDOMEN");
    expect(kindOf(series(1, "", "VANDERQUILL"))).toBe("CT");
    expect(kindOf(series(1, "", "CHEST", "Adelheid"))).toBeUndefined();
  });

  it("tells series apart by plane and order, and has no localizer", () => {
    expect([...keysOf(STUDY)]).toEqual([
      ["2", "CT/axial/1"],
      ["3", "CT/axial/2"],
      ["4", "CT/coronal/1"],
    ]);
  });

  it("finds the series of another study, or none if one of them is missing", () => {
    const found = seriesFor(["CT/coronal/1", "", "CT/axial/2"], STUDY);
    expect(found?.map((it) => it?.uid)).toEqual(["4", undefined, "3"]);
    expect(seriesFor(["CT/axial/1", "CT/sagittal/1"], STUDY)).toBeUndefined();
    expect(seriesFor([""], STUDY)).toBeUndefined();
  });
});
