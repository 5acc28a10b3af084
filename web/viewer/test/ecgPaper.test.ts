import { describe, expect, it } from "vitest";
import type { Recording } from "../src/images/ecg";
import { heightOf, paperOf } from "../src/images/ecgPaper";

function recording(name: string, frequency: number, ...traces: number[][]): Recording {
  const leads = traces.map((values, i) => ({
    name: `V${i + 1}`,
    microvolts: Float32Array.from(values),
  }));
  return { name, frequency, leads };
}

describe("the paper of an ECG", () => {
  const second = Array.from({ length: 500 }, () => 0);

  it("has 25 mm for a second and 10 mm for a millivolt, whatever is recorded", () => {
    const { width, rows } = paperOf([recording("", 500, second, [0, 2000, -300])]);
    expect(width).toBe(25);
    expect(rows[0]?.samplesPerMm).toBe(20);
    expect(heightOf(500)).toBe(5);
  });

  it("has rows into which no other trace reaches, with zero on the line of a large box", () => {
    const large = [0, 6400, -2100];
    const { rows, height } = paperOf([recording("", 500, second, large, second)]);
    for (const { zero, top, height: high, microvolts } of rows) {
      expect(zero % 5).toBe(0);
      expect(zero - heightOf(Math.max(...microvolts))).toBeGreaterThan(top);
      expect(zero - heightOf(Math.min(...microvolts))).toBeLessThan(top + high);
      expect(high).toBeGreaterThanOrEqual(10);
    }
    const [first, middle, last] = rows;
    expect(middle?.top).toBe((first?.top ?? 0) + (first?.height ?? 0));
    expect(height).toBe((last?.top ?? 0) + (last?.height ?? 0));
  });

  it("has all recordings, each with a heading if there are several", () => {
    const paper = paperOf([recording("RHYTHM", 500, second), recording("", 250, second, second)]);
    expect(paper.headings.map(({ recording, name }) => [recording, name])).toEqual([
      [1, "RHYTHM"],
      [2, ""],
    ]);
    expect(paper.rows).toHaveLength(3);
    expect(paper.width).toBe(50);
    expect(paper.rows[1]?.top).toBeGreaterThan(paper.headings[1]?.top ?? 0);
    expect(paperOf([recording("", 500, second)]).headings).toEqual([]);
  });
});
