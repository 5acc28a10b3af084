import type { Types } from "@cornerstonejs/core";
import { AlignedSlab } from "./alignedSlab";
import { obliqueValues } from "./obliqueSlab";
import type { SlabKind } from "./slab";
import type { SlabGrid, Voxels } from "./slabGrid";

/** How far a step may lead away from an axis of the volume, in voxels. */
const ON_AXIS = 1e-6;

/**
 * The mean, highest or lowest value at each pixel of a slab, row by row: of the values at its point in
 * each slice, by trilinear interpolation. Points outside of the volume are left out; NaN if all are.
 */
export function slabValues(voxels: Voxels, grid: SlabGrid, kind: SlabKind): Float64Array {
  const [right, below, depth] = [grid.across, grid.down, grid.through].map(axisOf);
  return right === undefined || below === undefined || depth === undefined
    ? obliqueValues(voxels, grid, kind)
    : new AlignedSlab(voxels, grid, kind, { right, below, depth }).values();
}

function axisOf(step: Readonly<Types.Point3>): number | undefined {
  const axes = [0, 1, 2].filter((axis) => Math.abs(step[axis]!) > ON_AXIS);
  return axes.length === 1 ? axes[0] : undefined;
}
