import { describe, expect, it } from "vitest";
import { type Point, type Shape, ellipse, polygon } from "../src/measurements/shapes";
import { TAG } from "../src/dicomweb/attributes";
import { paddingOf } from "../src/images/picture/padding";
import { statisticsOf } from "../src/measurements/statistics";

const SIZE = 40;

function counted(shape: Shape): number {
  const data = new Float32Array(SIZE * SIZE).fill(1);
  return (
    statisticsOf(shape, { columns: SIZE, rows: SIZE, data, factor: 1, offset: 0, unit: "" })
      ?.count ?? 0
  );
}

function middles(isInside: (x: number, y: number) => boolean): number {
  let count = 0;
  for (let row = 0; row < SIZE; row++) {
    for (let column = 0; column < SIZE; column++) {
      count += isInside(column + 0.5, row + 0.5) ? 1 : 0;
    }
  }
  return count;
}

describe("the pixels of a shape", () => {
  it("are those of a turned ellipse whose middles are inside", () => {
    const [middle, across, down]: Point[] = [
      [20.3, 18.7],
      [9, 5],
      [-3, 5.4],
    ];
    const inside = (x: number, y: number) => {
      const [u, v] = [x - 20.3, y - 18.7];
      const size = 9 * 5.4 + 5 * 3;
      return ((5.4 * u + 3 * v) / size) ** 2 + ((-5 * u + 9 * v) / size) ** 2 <= 1;
    };
    const shape = ellipse(middle as Point, across as Point, down as Point);
    expect(counted(shape)).toBe(middles(inside));
    expect(counted(shape) / shape.area).toBeCloseTo(1, 1);
  });

  it("are those of a polygon with a notch, whichever way it is drawn", () => {
    const corners: Point[] = [
      [5.2, 5.1],
      [30.4, 5.1],
      [30.4, 30.9],
      [18, 12.2],
      [5.2, 30.9],
    ];
    const inside = (x: number, y: number) => {
      let isIn = false;
      corners.forEach(([ax, ay], i) => {
        const [bx, by] = corners[(i + 1) % corners.length] as Point;
        if (ay > y !== by > y && x < ax + ((y - ay) * (bx - ax)) / (by - ay)) {
          isIn = !isIn;
        }
      });
      return isIn;
    };
    expect(counted(polygon(corners))).toBe(middles(inside));
    expect(counted(polygon([...corners].reverse()))).toBe(middles(inside));
  });

  it("have the mean and deviation of large values that are nearly alike", () => {
    const data = Float64Array.from({ length: SIZE * SIZE }, (_, i) => 1e9 + (i % 2));
    const found = statisticsOf(polygon(square(2, 12)), {
      columns: SIZE,
      rows: SIZE,
      data,
      factor: 1,
      offset: 0,
      unit: "",
    });
    expect(found).toEqual({
      count: 100,
      mean: 1e9 + 0.5,
      deviation: 0.5,
      least: 1e9,
      most: 1e9 + 1,
      padding: 0,
    });
  });

  it("are counted without those that have no value, rescaled to fractions or not", () => {
    const attributes = {
      [TAG.pixelRepresentation]: { Value: [1] },
      [TAG.bitsAllocated]: { Value: [16] },
      [TAG.padding]: { Value: [63_536] },
      [TAG.paddingLimit]: { Value: [-1_900] },
      [TAG.rescaleSlope]: { Value: [0.1] },
      [TAG.rescaleIntercept]: { Value: [-1000] },
    };
    const stored = [-2000, -1950, -1900, -1899, 3000, 3001, 3002, 3003, 3004];
    const scaled = Float32Array.from(stored, (it) => it * 0.1 - 1000);
    for (const [data, factor, offset] of [
      [Int16Array.from(stored), 0.1, -1000],
      [scaled, 1, 0],
    ] as const) {
      const isPadding = paddingOf(attributes, data, data === scaled);
      const found = statisticsOf(polygon(square(0, 3)), {
        ...{ columns: 3, rows: 3, data, isPadding, factor, offset, unit: "" },
      });
      expect([found?.count, found?.padding]).toEqual([6, 3]);
      expect(found?.least).toBeCloseTo(-1189.9, 3);
      expect(found?.most).toBeCloseTo(-699.6, 3);
    }
  });

  it("are none where the shape goes beyond the image", () => {
    expect(counted(polygon(square(-1, 5)))).toBe(0);
    expect(counted(polygon(square(35, 40.5)))).toBe(0);
    expect(counted(polygon(square(35, 40)))).toBe(25);
  });
});

function square(from: number, to: number): Point[] {
  return [
    [from, from],
    [to, from],
    [to, to],
    [from, to],
  ];
}
