import { describe, expect, it } from "vitest";
import { readFileSync } from "node:fs";
import type { Types } from "@cornerstonejs/core";
import { type Slab, type SlabKind, slabWords, slicesIn } from "../src/planes/slab";
import SlabSampler, { slabs } from "../src/planes/slabSampler";
import { type PlacedVoxels, VolumeSlab } from "../src/planes/volumeSlab";

interface ExpectedSlab {
  readonly normal: Types.Point3;
  readonly up: Types.Point3;
  readonly focus: Types.Point3;
  readonly scale: number;
  readonly slices: number;
  readonly thickness: number;
  /** Row by row; null where the slab is outside of the volume. */
  readonly pixels: Readonly<Record<SlabKind, readonly (number | null)[]>>;
}

interface ExpectedVolume extends PlacedVoxels {
  readonly name: string;
  readonly slabs: readonly ExpectedSlab[];
}

/** Written by expected/slabs.py. */
const EXPECTED = JSON.parse(
  readFileSync("test/expected/slabs.json", "utf8"),
) as readonly ExpectedVolume[];
const [WIDTH, HEIGHT] = [13, 11];
/** The library keeps directions with seven digits; neighbours differ by up to 4000. */
const ROUNDING = 0.01;
const KINDS: readonly SlabKind[] = ["mean", "maximum", "minimum"];

/** What the library asks for of a volume. */
function volumeOf({ name, dimensions, spacing, origin, direction, slices }: ExpectedVolume) {
  const [width, height] = dimensions;
  const all = slices.flatMap((slice) => Array.from(slice));
  const values = all.every(Number.isInteger) ? Int16Array.from(all) : Float32Array.from(all);
  const voxelManager = {
    getRange: () => [Math.min(...values), Math.max(...values)],
    getAtIJK: (i: number, j: number, k: number) => values[i + width * (j + height * k)],
    getCompleteScalarDataArray: () => values,
    getScalarData: () => values,
    getConstructor: () => values.constructor,
  };
  return { volumeId: name, dimensions, spacing, origin, direction, voxelManager };
}

function asked(volume: ExpectedVolume, { normal, up, focus, scale }: ExpectedSlab) {
  return {
    volume: volumeOf(volume) as never,
    width: WIDTH,
    height: HEIGHT,
    camera: {
      viewPlaneNormal: normal,
      viewUp: up,
      focalPoint: focus,
      parallelScale: scale,
    },
  };
}

function sampled(volume: ExpectedVolume, expected: ExpectedSlab, kind?: SlabKind) {
  slabs.clear();
  if (kind !== undefined) {
    const slab: Slab = { kind, thickness: expected.thickness };
    slabs.set(volume.name, new VolumeSlab(volume, slab));
  }
  const { image } = new SlabSampler().sampleSliceImage(asked(volume, expected));
  slabs.clear();
  return { pixels: Array.from(image.getPixelData()), image };
}

describe.each(EXPECTED)("a slab of the $name volume", (volume) => {
  describe.each(volume.slabs)("of $slices slices with normal $normal, at $focus", (expected) => {
    it.each(KINDS)("has the values of numpy: %s", (kind) => {
      const { pixels, image } = sampled(volume, expected, kind);
      const single = sampled(volume, expected).pixels;
      expect(pixels).toHaveLength(WIDTH * HEIGHT);
      const wrong = expected.pixels[kind].filter((value, at) =>
        value === null
          ? pixels[at] !== single[at]
          : !(Math.abs((pixels[at] ?? NaN) - value) <= 0.5 + ROUNDING),
      );
      expect(wrong).toEqual([]);
      expect([image.minPixelValue, image.maxPixelValue]).toEqual([
        Math.min(...pixels),
        Math.max(...pixels),
      ]);
    });
  });
});

it.each([undefined, ...KINDS])("of fractions is not rounded: %s", (kind) => {
  const [volume] = EXPECTED as [ExpectedVolume];
  const [expected] = volume.slabs as [ExpectedSlab];
  const slices = volume.slices.map((slice) => Array.from(slice, (value) => (value + 0.5) / 5000));
  const whole = sampled(volume, expected, kind).pixels;
  const fractions = sampled({ ...volume, slices }, expected, kind).pixels;
  const wrong = fractions.filter(
    (it, at) =>
      expected.pixels.mean[at] !== null && Math.abs(it * 5000 - 0.5 - (whole[at] ?? NaN)) > 0.6,
  );
  expect(wrong).toEqual([]);
});

it("is sampled anew when another slab is chosen", () => {
  const [volume] = EXPECTED as [ExpectedVolume];
  const [expected] = volume.slabs as [ExpectedSlab];
  const sampler = new SlabSampler();
  const sampledSliceState = sampler.sampleSliceImage(asked(volume, expected));
  const decision = () =>
    sampler.getResampleDecision({ ...asked(volume, expected), sampledSliceState });
  expect(decision()).toBe("reuse");
  slabs.set("another", new VolumeSlab(volume, { kind: "mean", thickness: 10 }));
  expect(decision()).toBe("reuse");
  slabs.set(volume.name, new VolumeSlab(volume, { kind: "mean", thickness: 10 }));
  expect(decision()).toBe("resample");
  slabs.clear();
});

it("has an odd number of slices, as near to its thickness as can be", () => {
  const counts = [0.7, 1, 2.5, 5, 12].map((distance) => slicesIn(10, distance));
  expect(counts).toEqual([15, 11, 5, 3, 1]);
});

it("says how many slices of the volume are drawn, and how thick they are", () => {
  const slab: Slab = { kind: "maximum", thickness: 10 };
  expect(slabWords(slab, 1, 50, 300)).toBe("Maximum of 11 slices, 11.0 mm");
  expect(slabWords(slab, 1, 0, 300)).toBe("Maximum of 6 slices, 6.0 mm");
  expect(slabWords(slab, 2.5, 4, 5)).toBe("Maximum of 3 slices, 7.5 mm");
  expect(slabWords({ ...slab, kind: "mean" }, 12, 4, 50)).toBe("Single slice");
});
