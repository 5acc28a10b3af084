import type { Types } from "@cornerstonejs/core";

/** The values of a volume, one array for each of its slices. */
export interface Voxels {
  readonly dimensions: Readonly<Types.Point3>;
  readonly slices: readonly ArrayLike<number>[];
}

/** The points of a slab, counted in voxels. */
export interface SlabGrid {
  readonly columns: number;
  readonly rows: number;
  /** How many slices: an odd number. */
  readonly slices: number;
  /** The first pixel of the slice in the middle. */
  readonly start: Readonly<Types.Point3>;
  /** From a pixel to the one on its right, to the one below it, and to the next slice. */
  readonly across: Readonly<Types.Point3>;
  readonly down: Readonly<Types.Point3>;
  readonly through: Readonly<Types.Point3>;
}

/** A voxel reaches half its size beyond its centre; the library allows for so much rounding. */
export const REACH = 0.5 + 1e-4;
