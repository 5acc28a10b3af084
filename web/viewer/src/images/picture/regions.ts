import { type Attributes, TAG, numberOf } from "../../dicomweb/attributes";

/** What a direction of a region measures (PS3.3 C.8.5.5.1.15); others are not used. */
export type Quantity = "cm" | "s" | "cm/s";

const QUANTITIES: Readonly<Record<number, Quantity>> = { 3: "cm", 4: "s", 7: "cm/s" };

const FLAGS = "00186016";
const LEFT = "00186018";
const TOP = "0018601A";
const RIGHT = "0018601C";
const BOTTOM = "0018601E";
const UNITS_ACROSS = "00186024";
const UNITS_DOWN = "00186026";
const DELTA_ACROSS = "0018602C";
const DELTA_DOWN = "0018602E";

const LOW_PRIORITY = 1;
/** How many places between two are looked at: all must lie in the same region. */
const STEPS = 64;

type Place = readonly [x: number, y: number];

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
 * The region that all of some places and the lines between them are in. Where regions overlap, it is
 * the one of high priority (PS3.3 C.8.5.5.1.3).
 *
 * @returns undefined if there is none, or several of the same priority
 */
export function regionOf(attributes: Attributes, places: readonly Place[]): Region | undefined {
  const all = itemsOf(attributes);
  const [region, ...others] = new Set(between(places).map((place) => regionAt(all, place)));
  if (region === undefined || others.length > 0) {
    return undefined;
  }
  const column = Math.abs(numberOf(region, DELTA_ACROSS) ?? 0);
  const row = Math.abs(numberOf(region, DELTA_DOWN) ?? 0);
  return {
    across: column > 0 ? QUANTITIES[numberOf(region, UNITS_ACROSS) ?? 0] : undefined,
    down: row > 0 ? QUANTITIES[numberOf(region, UNITS_DOWN) ?? 0] : undefined,
    column,
    row,
  };
}

function between(places: readonly Place[]): Place[] {
  const [first] = places;
  const parts = places.slice(1).flatMap((to, i) => {
    const from = places[i] ?? to;
    return Array.from({ length: STEPS }, (_, step): Place => {
      const part = (step + 1) / STEPS;
      return [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
    });
  });
  return first === undefined ? [] : [first, ...parts];
}

function regionAt(all: readonly Attributes[], place: Place): Attributes | undefined {
  const around = all.filter((item) => isIn(item, place));
  const over = around.filter((it) => ((numberOf(it, FLAGS) ?? 0) & LOW_PRIORITY) === 0);
  const candidates = over.length > 0 ? over : around;
  return candidates.length === 1 ? candidates[0] : undefined;
}

function itemsOf(attributes: Attributes): readonly Attributes[] {
  return (attributes[TAG.ultrasoundRegions]?.Value ?? []) as Attributes[];
}

/** The ends of a region are pixels that belong to it. */
function edgesOf(region: Attributes): [left: number, top: number, right: number, bottom: number] {
  const at = (tag: string) => numberOf(region, tag) ?? -1;
  return [at(LEFT), at(TOP), at(RIGHT) + 1, at(BOTTOM) + 1];
}

function isIn(region: Attributes, [x, y]: Place): boolean {
  const [left, top, right, bottom] = edgesOf(region);
  return x >= left && x < right && y >= top && y < bottom;
}
