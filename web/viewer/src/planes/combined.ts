import type { SlabKind } from "./slab";

/** What is drawn of a row of pixels, of the values that the slices have there. */
export abstract class Combined {
  readonly values: Float64Array;

  constructor(columns: number) {
    this.values = new Float64Array(columns);
  }

  /** Begins a row: there are no values yet. */
  begin(): void {
    this.values.fill(NaN);
  }

  /** Adds the values of a slice, from a column to the one before another. */
  abstract add(line: Float64Array, from: number, to: number): void;

  /** Ends the row; NaN where no slice had a value. */
  end(): Float64Array {
    return this.values;
  }
}

class Mean extends Combined {
  private readonly counts = new Uint16Array(this.values.length);

  override begin(): void {
    this.values.fill(0);
    this.counts.fill(0);
  }

  add(line: Float64Array, from: number, to: number): void {
    const { counts, values } = this;
    for (let x = from; x < to; x++) {
      values[x]! += line[x]!;
      counts[x]!++;
    }
  }

  override end(): Float64Array {
    // Nothing by nothing is NaN.
    this.counts.forEach((count, x) => (this.values[x]! /= count));
    return this.values;
  }
}

class Maximum extends Combined {
  add(line: Float64Array, from: number, to: number): void {
    const { values } = this;
    for (let x = from; x < to; x++) {
      if (!(line[x]! <= values[x]!)) {
        values[x] = line[x]!;
      }
    }
  }
}

class Minimum extends Combined {
  add(line: Float64Array, from: number, to: number): void {
    const { values } = this;
    for (let x = from; x < to; x++) {
      if (!(line[x]! >= values[x]!)) {
        values[x] = line[x]!;
      }
    }
  }
}

const COMBINED = { mean: Mean, maximum: Maximum, minimum: Minimum };

export function combined(kind: SlabKind, columns: number): Combined {
  return new COMBINED[kind](columns);
}
