import {
  type Attributes,
  TAG,
  firstOf,
  numberOf,
  numbersOf,
  textOf,
} from "../../dicomweb/attributes";
import { type Table, rangeOf } from "./table";

/** What was chosen for an image: one of its lookup tables, from 0, or the function of its window. */
export type Chosen = { readonly table: number } | "window";

/**
 * The grey, from 0 to 255, of each value in a window. The library asks for it (build/patches.ts).
 *
 * @param by undefined for the first lookup table, or the window if the image has none
 */
export type Greys = (width: number, centre: number, by?: Chosen) => (value: number) => number;
type OfWindow = (width: number, centre: number) => (value: number) => number;

/** The functions of a window that are known (PS3.3 C.11.2.1.2, C.11.2.1.3). */
export const FUNCTIONS = ["LINEAR", "LINEAR_EXACT", "SIGMOID"] as const;

const WHITE = 255;

/** Part 3 calls it linear, although a window of the same width begins half a value lower. */
const linear: OfWindow = (width, centre) => (value) =>
  width <= 1 ? step(value, centre - 0.5) : bounded((value - (centre - 0.5)) / (width - 1) + 0.5);

const exact: OfWindow = (width, centre) => (value) => bounded((value - centre) / width + 0.5);

const sigmoid: OfWindow = (width, centre) => (value) =>
  WHITE / (1 + Math.exp((-4 * (value - centre)) / width));

/** A window narrows or widens the table: it is as sent in the window of all its values. */
function ofTable(table: Table): OfWindow {
  const last = table.entries.length - 1;
  const most = 2 ** table.depth - 1;
  return (width, centre) => {
    const place = linear(width, centre);
    return (value) =>
      (WHITE * (table.entries[Math.round((place(value) / WHITE) * last)] ?? 0)) / most;
  };
}

function step(value: number, centre: number): number {
  return value <= centre ? 0 : WHITE;
}

function bounded(part: number): number {
  return WHITE * Math.min(1, Math.max(0, part));
}

/**
 * How an image's values become greys: by a lookup table if it has any, but for chosen windows.
 *
 * @param presentation what the greys become after that; undefined if they stay
 */
export function greysOf(
  attributes: Attributes,
  tables: readonly Table[],
  presentation?: Table,
): Greys {
  const ofWindow = functionOf(attributes);
  const ofTables = tables.map(ofTable);
  return (width, centre, by = { table: 0 }) => {
    const chosen = by === "window" ? ofWindow : (ofTables[by.table] ?? ofTables[0] ?? ofWindow);
    const grey = chosen(width, centre);
    return presentation === undefined ? grey : (value) => presented(presentation, grey(value));
  };
}

/** The lookup table of a presentation stands for all greys, from black to white (PS3.3 C.11.4). */
function presented({ entries, depth }: Table, grey: number): number {
  const at = Math.round((grey / WHITE) * (entries.length - 1));
  return (WHITE * (entries[at] ?? 0)) / (2 ** depth - 1);
}

/** Without a window, all values are shown, and in a line. */
function functionOf(attributes: Attributes): OfWindow {
  if (numbersOf(attributes, TAG.windowCenter).length === 0) {
    return linear;
  }
  switch (textOf(attributes, TAG.voiLutFunction)) {
    case "SIGMOID":
      return sigmoid;
    case "LINEAR_EXACT":
      return exact;
    default:
      return linear;
  }
}

/** The window in which an image is shown first; undefined if it brings none. */
export function firstWindow(attributes: Attributes): { centre: number; width: number } | undefined {
  const [item] = voiTables(attributes);
  if (item !== undefined) {
    return windowOfTable(attributes, item);
  }
  const [centre] = numbersOf(attributes, TAG.windowCenter);
  const [width] = numbersOf(attributes, TAG.windowWidth);
  return centre === undefined || width === undefined ? undefined : { centre, width };
}

/** The window of all values of a lookup table. */
export function windowOfTable(attributes: Attributes, item: Attributes) {
  const { count, first } = rangeOf(item, isSigned(attributes));
  return { centre: first + count / 2, width: count };
}

/** The lookup tables of values of interest. */
export function voiTables(attributes: Attributes): readonly Attributes[] {
  return isGrey(attributes) ? ((attributes[TAG.voiLut]?.Value ?? []) as Attributes[]) : [];
}

/** The lookup table of the modality; undefined if there is none. */
export function modalityTable(attributes: Attributes): Attributes | undefined {
  return isGrey(attributes) ? (firstOf(attributes, TAG.modalityLut) as Attributes) : undefined;
}

/** Whether values before the lookup table of values of interest can be negative. */
export function isSigned(attributes: Attributes): boolean {
  const isStoredSigned = numberOf(attributes, TAG.pixelRepresentation) === 1;
  const isMadeSigned = (numberOf(attributes, TAG.rescaleIntercept) ?? 0) < 0;
  return modalityTable(attributes) === undefined && (isStoredSigned || isMadeSigned);
}

function isGrey(attributes: Attributes): boolean {
  return textOf(attributes, TAG.photometric).startsWith("MONOCHROME");
}
