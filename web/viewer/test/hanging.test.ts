import { describe, expect, it } from "vitest";
import type { SeriesEntry } from "../src/dicomweb/archive";
import { counterpartOf, hang } from "../src/view/hanging";

function series(number: number, modality: string, description: string, count: number): SeriesEntry {
  return { study: "1", uid: String(number), number, description, modality, count };
}

function hung(...all: SeriesEntry[]): number[] {
  return hang(all).series.map(({ number }) => number);
}

describe("the first look at a study", () => {
  it("has the largest stack of a CT and another plane beside it, and no localizer", () => {
    expect(
      hung(
        series(1, "CT", "Topogram", 400),
        series(2, "CT", "Thorax axial 5.0", 60),
        series(3, "CT", "Thorax AX 1.0", 300),
        series(4, "CT", "Thorax_cor_2.0", 80),
        series(5, "CT", "Thorax cor MIP", 90),
      ),
    ).toEqual([3, 5]);
  });

  it("has one series where nothing says which plane it is", () => {
    expect(hung(series(1, "MR", "T1 FLAIR", 30), series(2, "MR", "T2", 40))).toEqual([2]);
  });

  it("has all views of an X-ray at one scale, four at the most", () => {
    const views = [1, 2, 3, 4, 5].map((number) => series(number, "DX", "", 1));
    expect(hang(views)).toMatchObject({ isOfOneScale: true });
    expect(hung(...views)).toEqual([1, 2, 3, 4]);
  });

  it("has the series of the first four images and loops of an ultrasound study", () => {
    const loops = [series(1, "US", "", 1), series(2, "US", "", 3), series(3, "US", "", 40)];
    expect(hang(loops)).toMatchObject({ each: "image", isOfOneScale: false });
    expect(hung(...loops)).toEqual([1, 2]);
  });

  it("has the first series of anything else", () => {
    expect(hung(series(2, "NM", "", 30), series(3, "US", "", 40))).toEqual([2]);
    expect(hung()).toEqual([]);
  });
});

describe("the series of an earlier study", () => {
  const now = series(3, "CT", "Thorax AX 1.0", 300);

  it("is the one of the same name", () => {
    const others = [series(8, "CT", "Abdomen", 500), series(9, "CT", "thorax ax 1.0 ", 100)];
    expect(counterpartOf(now, others)?.number).toBe(9);
  });

  it("is otherwise the best of the modality, or none", () => {
    const others = [series(7, "MR", "T2", 500), series(8, "CT", "Abdomen", 50)];
    expect(counterpartOf(now, others)?.number).toBe(8);
    expect(counterpartOf(now, others.slice(0, 1))).toBeUndefined();
  });
});
