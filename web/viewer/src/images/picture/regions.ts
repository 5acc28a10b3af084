import { type Attributes, TAG, numberOf } from "../../dicomweb/attributes";

/** What a direction of a region measures (PS3.3 C.8.5.5.1.15); others are not used. */
export type Quantity = "cm" | "s" | "cm/s";

const QUANTITIES: Readonly<Record<number, Quantity>> = { 3: "cm", 4: "s", 7: "cm/s" };

const LEFT = "00186018";
const TOP = "0018601A";
const RIGHT = "0018601C";
const BOTTOM = "0018601E";
const UNITS_ACROSS = "00186024";
const UNITS_DOWN = "00186026";
const DELTA_ACROSS = "0018602C";
const DELTA_DOWN = "0018602E";

/** A region of an ultrasound image, and what a pixel of it measures in each direction. */
export interface Region {
  /** Undefined if it is none of those that are known. */
  readonly across: Quantity | undefined;
  readonly down: Quantity | undefined;
  readonly column: number;
  readonly row: number;
}

/** Whether an image says its scale for regions of it. */
export function hasRegions(attributes: Attributes): boolean {
  return itemsOf(attributes).length > 0;
}

/**
 * The region that all of some places are in. Where one region lies in another, as a trace over an
 * image does, it is the smaller one.
 *
 * @returns undefined if there is none
 */
export function regionOf(
  attributes: Attributes,
  places: readonly (readonly [x: number, y: number])[],
): Region | undefined {
  const [region] = itemsOf(attributes)
    .filter((item) => places.every((place) => isIn(item, place)))
    .sort((a, b) => sizeOf(a) - sizeOf(b));
  return (
    region && {
      across: QUANTITIES[numberOf(region, UNITS_ACROSS) ?? 0],
      down: QUANTITIES[numberOf(region, UNITS_DOWN) ?? 0],
      column: Math.abs(numberOf(region, DELTA_ACROSS) ?? 0),
      row: Math.abs(numberOf(region, DELTA_DOWN) ?? 0),
    }
  );
}

function itemsOf(attributes: Attributes): readonly Attributes[] {
  return (attributes[TAG.ultrasoundRegions]?.Value ?? []) as Attributes[];
}

/** The ends of a region are pixels that belong to it. */
function edgesOf(region: Attributes): [left: number, top: number, right: number, bottom: number] {
  const at = (tag: string) => numberOf(region, tag) ?? -1;
  return [at(LEFT), at(TOP), at(RIGHT) + 1, at(BOTTOM) + 1];
}

function isIn(region: Attributes, [x, y]: readonly [number, number]): boolean {
  const [left, top, right, bottom] = edgesOf(region);
  return x >= left && x <= right && y >= top && y <= bottom;
}

function sizeOf(region: Attributes): number {
  const [left, top, right, bottom] = edgesOf(region);
  return (right - left) * (bottom - top);
}
