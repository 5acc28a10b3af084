import type { Types } from "@cornerstonejs/core";
import { combined } from "./combined";
import type { SlabKind } from "./slab";
import { REACH, type SlabGrid, type Voxels } from "./slabGrid";

/** The values of a slab in any direction. */
export function obliqueValues(voxels: Voxels, grid: SlabGrid, kind: SlabKind): Float64Array {
  const { columns, rows, slices, start, across, down, through } = grid;
  const all = new Float64Array(columns * rows);
  const row = combined(kind, columns);
  const line = new Float64Array(columns);
  for (let y = 0; y < rows; y++) {
    row.begin();
    for (let slice = 0; slice < slices; slice++) {
      const beyond = slice - (slices - 1) / 2;
      const place = start.map((it, axis) => it + y * down[axis]! + beyond * through[axis]!);
      const [from, to] = insideOf(voxels.dimensions, place, across, columns);
      read(line, voxels, place as Types.Point3, across, from, to);
      row.add(line, from, to);
    }
    all.set(row.end(), y * columns);
  }
  return all;
}

/** Which points of a line are in the volume: from the first to the one before the second. */
function insideOf(
  dimensions: Readonly<Types.Point3>,
  place: readonly number[],
  step: Readonly<Types.Point3>,
  count: number,
): [number, number] {
  let [first, last] = [0, count - 1];
  for (const axis of [0, 1, 2]) {
    const lowest = -REACH - place[axis]!;
    const highest = dimensions[axis]! - 1 + REACH - place[axis]!;
    const by = step[axis]!;
    if (by !== 0) {
      first = Math.max(first, Math.ceil(Math.min(lowest / by, highest / by)));
      last = Math.min(last, Math.floor(Math.max(lowest / by, highest / by)));
    } else if (lowest > 0 || highest < 0) {
      last = -1;
    }
  }
  return [first, last + 1];
}

function read(
  line: Float64Array,
  { dimensions: [width, height, depth], slices }: Voxels,
  [i, j, k]: Readonly<Types.Point3>,
  [iStep, jStep, kStep]: Readonly<Types.Point3>,
  from: number,
  to: number,
): void {
  for (let x = from; x < to; x++) {
    const iAt = Math.min(width - 1, Math.max(0, i + x * iStep));
    const jAt = Math.min(height - 1, Math.max(0, j + x * jStep));
    const kAt = Math.min(depth - 1, Math.max(0, k + x * kStep));
    // The last voxel is the end of the way from the one before it.
    const iLow = Math.min(width - 2, iAt | 0);
    const jLow = Math.min(height - 2, jAt | 0);
    const kLow = Math.min(depth - 2, kAt | 0);
    const iPart = iAt - iLow;
    const jPart = jAt - jLow;
    const kPart = kAt - kLow;
    const at = jLow * width + iLow;
    const [slice, next] = [slices[kLow]!, slices[kLow + 1]!];
    const a = slice[at]! + (slice[at + 1]! - slice[at]!) * iPart;
    const b = slice[at + width]! + (slice[at + width + 1]! - slice[at + width]!) * iPart;
    const c = next[at]! + (next[at + 1]! - next[at]!) * iPart;
    const d = next[at + width]! + (next[at + width + 1]! - next[at + width]!) * iPart;
    const near = a + (b - a) * jPart;
    const far = c + (d - c) * jPart;
    line[x] = near + (far - near) * kPart;
  }
}
