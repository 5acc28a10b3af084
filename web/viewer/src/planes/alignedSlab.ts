import { combined } from "./combined";
import type { SlabKind } from "./slab";
import { REACH, type SlabGrid, type Voxels } from "./slabGrid";

/** Where points at equal distances lie along an axis of a volume. */
interface Along {
  /** The voxel before each point, and how far the point is on the way to the next one. */
  readonly voxel: Int32Array;
  readonly part: Float64Array;
  /** Which of them are in the volume: from the first to the one before the second. */
  readonly from: number;
  readonly to: number;
}

function along(size: number, start: number, step: number, count: number): Along {
  const voxel = new Int32Array(count);
  const part = new Float64Array(count);
  let [from, to] = [count, 0];
  for (let x = 0; x < count; x++) {
    const place = start + x * step;
    if (place >= -REACH && place <= size - 1 + REACH) {
      const inside = Math.min(size - 1, Math.max(0, place));
      voxel[x] = Math.trunc(inside);
      part[x] = inside - Math.trunc(inside);
      from = Math.min(from, x);
      to = x + 1;
    }
  }
  return { voxel, part, from, to };
}

/** Which axis of the volume leads to the right, down, and through the slab. */
export interface Axes {
  readonly right: number;
  readonly below: number;
  readonly depth: number;
}

/** Lines of a slab, already interpolated to its columns: one for each slice, or their mean. */
interface Lines {
  /** Where they are along the axis that leads down. */
  at: number;
  readonly all: readonly Float64Array[];
}

/**
 * A slab of which all directions are axes of the volume. Its values are interpolated one axis after
 * the other, and what is between two rows of voxels is read once.
 */
export class AlignedSlab {
  private readonly across: Along;
  private readonly down: Along;
  private readonly through: Along;
  private readonly read: Float64Array;
  private readonly lines: readonly [Lines, Lines];

  constructor(
    private readonly voxels: Voxels,
    private readonly grid: SlabGrid,
    private readonly kind: SlabKind,
    private readonly axes: Axes,
  ) {
    const { right, below, depth } = axes;
    const { start, columns, rows, slices } = grid;
    const { dimensions } = voxels;
    const step = grid.through[depth]!;
    const first = start[depth]! - ((slices - 1) / 2) * step;
    this.across = along(dimensions[right]!, start[right]!, grid.across[right]!, columns);
    this.down = along(dimensions[below]!, start[below]!, grid.down[below]!, rows);
    this.through = along(dimensions[depth]!, first, step, slices);
    this.read = new Float64Array(dimensions[right]!);
    const length = kind === "mean" ? 1 : Math.max(0, this.through.to - this.through.from);
    const all = () => Array.from({ length }, () => new Float64Array(columns));
    this.lines = [
      { at: -1, all: all() },
      { at: -1, all: all() },
    ];
  }

  values(): Float64Array {
    const { across, down, grid, through } = this;
    const all = new Float64Array(grid.columns * grid.rows).fill(NaN);
    if (through.from >= through.to) {
      return all;
    }
    const row = combined(this.kind, grid.columns);
    const line = new Float64Array(grid.columns);
    for (let y = down.from; y < down.to; y++) {
      row.begin();
      const part = down.part[y]!;
      const above = this.linesAt(down.voxel[y]!, down.voxel[y]! + 1);
      const below = part > 0 ? this.linesAt(down.voxel[y]! + 1, above.at) : above;
      for (let i = 0; i < above.all.length; i++) {
        mix(line, above.all[i]!, below.all[i]!, part, across);
        row.add(line, across.from, across.to);
      }
      all.set(row.end(), y * grid.columns);
    }
    return all;
  }

  /** The lines at a row of voxels; those at the other row stay, if they are there. */
  private linesAt(at: number, other: number): Lines {
    const found = this.lines.find((it) => it.at === at);
    if (found !== undefined) {
      return found;
    }
    const free = this.lines[this.lines[0].at === other ? 1 : 0];
    free.at = at;
    this.fill(free);
    return free;
  }

  private fill({ at, all }: Lines): void {
    const { across, through, read } = this;
    const { from, to } = through;
    const isMean = this.kind === "mean";
    const weight = isMean ? 1 / (to - from) : 1;
    for (let slice = from; slice < to; slice++) {
      if (!isMean || slice === from) {
        read.fill(0);
      }
      const part = through.part[slice]!;
      this.add(at, through.voxel[slice]!, weight * (1 - part));
      if (part > 0) {
        this.add(at, through.voxel[slice]! + 1, weight * part);
      }
      if (!isMean || slice === to - 1) {
        spread(all[isMean ? 0 : slice - from]!, read, across);
      }
    }
  }

  /** Adds the values of a line of voxels, multiplied. */
  private add(below: number, depth: number, weight: number): void {
    const { read, voxels, axes } = this;
    const [width] = voxels.dimensions;
    const place = [0, 0, 0];
    place[axes.below] = below;
    place[axes.depth] = depth;
    const [i = 0, j = 0, k = 0] = place;
    const at = j * width + i;
    if (axes.right === 2) {
      for (let x = 0; x < read.length; x++) {
        read[x]! += weight * voxels.slices[x]![at]!;
      }
    } else {
      const slice = voxels.slices[k]!;
      const step = axes.right === 0 ? 1 : width;
      for (let x = 0; x < read.length; x++) {
        read[x]! += weight * slice[at + x * step]!;
      }
    }
  }
}

/** Interpolates the columns of a line of voxels. */
function spread(line: Float64Array, read: Float64Array, { voxel, part, from, to }: Along): void {
  const last = read.length - 1;
  for (let x = from; x < to; x++) {
    const at = voxel[x]!;
    const by = part[x]!;
    line[x] = read[at]! * (1 - by) + read[at < last ? at + 1 : at]! * by;
  }
}

function mix(
  line: Float64Array,
  above: Float64Array,
  below: Float64Array,
  part: number,
  { from, to }: Along,
): void {
  for (let x = from; x < to; x++) {
    line[x] = above[x]! * (1 - part) + below[x]! * part;
  }
}
