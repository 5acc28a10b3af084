import type { Types } from "@cornerstonejs/core";
import { type Slab, slicesIn } from "./slab";
import type { SlabGrid, Voxels } from "./slabGrid";
import type { SampledSlice, SlabDrawing } from "./slabSampler";
import { slabValues } from "./slabValues";

/** A volume, and where it is in the patient. */
export interface PlacedVoxels extends Voxels {
  readonly origin: Readonly<Types.Point3>;
  readonly spacing: Readonly<Types.Point3>;
  /** The axes of a row, of a column and of the slices. */
  readonly direction: ArrayLike<number>;
}

/** A slab of a volume, around any slice of it. */
export class VolumeSlab implements SlabDrawing {
  constructor(
    private readonly volume: PlacedVoxels,
    private readonly slab: Slab,
  ) {}

  drawOver(slice: SampledSlice): void {
    const slices = slicesIn(this.slab.thickness, slice.spacingInNormalDirection);
    if (slices === 1) {
      return;
    }
    const values = slabValues(this.volume, gridOf(slice, slices, this.volume), this.slab.kind);
    const pixels = slice.image.getPixelData();
    const stored = pixels instanceof Float32Array ? Math.fround : Math.round;
    let [lowest, highest] = [Infinity, -Infinity];
    for (let at = 0; at < pixels.length; at++) {
      const value = values[at]!;
      // Outside of the volume stays what the library draws there.
      const pixel = Number.isNaN(value) ? pixels[at]! : stored(value);
      pixels[at] = pixel;
      lowest = Math.min(lowest, pixel);
      highest = Math.max(highest, pixel);
    }
    slice.image.minPixelValue = lowest;
    slice.image.maxPixelValue = Math.max(highest, lowest + 1);
  }
}

/** Where the pixels of a slice are, and those of the slices beside it. */
function gridOf(slice: SampledSlice, slices: number, volume: PlacedVoxels): SlabGrid {
  const { image, translationReferenceFocalPoint: middle } = slice;
  const { columns, rows, columnPixelSpacing = 1, rowPixelSpacing = 1 } = image;
  const step = (direction: Types.Point3, mm: number) =>
    inVoxels(direction.map((it) => it * mm) as Types.Point3, volume);
  const across = step(slice.right, columnPixelSpacing);
  const down = step(slice.up, -rowPixelSpacing);
  const through = step(slice.normal, slice.spacingInNormalDirection);
  const centre = inVoxels(middle.map((it, i) => it - volume.origin[i]!) as Types.Point3, volume);
  const start = centre.map(
    (it, i) => it - (across[i]! * (columns - 1)) / 2 - (down[i]! * (rows - 1)) / 2,
  ) as Types.Point3;
  return { columns, rows, slices, start, across, down, through };
}

/** How far a vector leads along each axis of a volume, in voxels. */
function inVoxels(
  [x, y, z]: Readonly<Types.Point3>,
  { direction, spacing }: PlacedVoxels,
): Types.Point3 {
  return spacing.map((it, axis) => {
    const [dx, dy, dz] = [0, 1, 2].map((i) => direction[3 * axis + i]!) as Types.Point3;
    return (x * dx + y * dy + z * dz) / it;
  }) as Types.Point3;
}
