import { type Attributes, numberOf, numbersOf } from "../../dicomweb/attributes";
import { Refusal } from "../refusals";
import { sizeOf } from "../size";
import { type ReadBulk, bytesOf } from "./table";

/** A plane of bits that are drawn over an image (PS3.3 C.9.2). */
export interface Plane {
  /** Its group of attributes, for example "6000". */
  readonly group: string;
  readonly rows: number;
  readonly columns: number;
  /** The row and column of the image, from 0, on which its first bit lies. */
  readonly top: number;
  readonly left: number;
  isSet(row: number, column: number): boolean;
}

const GROUPS = Array.from({ length: 16 }, (_, i) => (0x6000 + 2 * i).toString(16).toUpperCase());
const MAX_SIDE = 16_384;

/** Whether an image has overlays in bits that its pixels do not use (retired). */
export function hasEmbedded(attributes: Attributes): boolean {
  return GROUPS.some((group) => isEmbedded(attributes, group));
}

/** Whether an image has overlays of its own or in its pixels. */
export function hasOverlay(attributes: Attributes): boolean {
  return (
    GROUPS.some((group) => attributes[`${group}3000`] !== undefined) || hasEmbedded(attributes)
  );
}

function isEmbedded(attributes: Attributes, group: string): boolean {
  return (
    attributes[`${group}3000`] === undefined && (numberOf(attributes, `${group}0100`) ?? 1) > 1
  );
}

/**
 * The planes over a frame.
 *
 * @param frame from 1
 * @param stored the values of the frame as they are stored, with the bits that they do not use
 * @throws Refusal if a plane is incomplete
 */
export async function planesOf(
  attributes: Attributes,
  frame: number,
  stored: (at: number) => number,
  read: ReadBulk,
): Promise<Plane[]> {
  const planes: Plane[] = [];
  for (const group of GROUPS) {
    if (isEmbedded(attributes, group)) {
      planes.push(embedded(attributes, group, stored));
    } else if (attributes[`${group}3000`] !== undefined) {
      planes.push(...(await separate(attributes, group, frame, read)));
    }
  }
  return planes;
}

async function separate(
  attributes: Attributes,
  group: string,
  frame: number,
  read: ReadBulk,
): Promise<Plane[]> {
  const place = placeOf(attributes, group);
  const number = (tag: string) => numberOf(attributes, `${group}${tag}`);
  const origin = number("0051");
  const frames = number("0015") ?? 1;
  const isForAll = origin === undefined && number("0015") === undefined;
  const within = isForAll ? 0 : frame - (origin ?? 1);
  if (within < 0 || within >= frames) {
    return [];
  }
  const bytes = await bytesOf(attributes[`${group}3000`] ?? {}, read);
  const from = within * place.rows * place.columns;
  if (8 * bytes.length < from + place.rows * place.columns) {
    throw new Refusal("broken", `an overlay of ${bytes.length} bytes`);
  }
  const isSet = (row: number, column: number) => {
    const at = from + row * place.columns + column;
    return (((bytes[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
  };
  return [{ ...place, group, isSet }];
}

function embedded(attributes: Attributes, group: string, stored: (at: number) => number): Plane {
  const place = placeOf(attributes, group);
  const { rows, columns } = sizeOf(attributes);
  if (place.rows !== rows || place.columns !== columns) {
    throw new Refusal("broken", "an overlay in the pixels of another size");
  }
  const bit = numberOf(attributes, `${group}0102`) ?? 0;
  const isSet = (row: number, column: number) =>
    ((stored(row * columns + column) >> bit) & 1) === 1;
  return { ...place, group, isSet };
}

function placeOf(attributes: Attributes, group: string) {
  const rows = numberOf(attributes, `${group}0010`) ?? 0;
  const columns = numberOf(attributes, `${group}0011`) ?? 0;
  if (!(rows > 0 && columns > 0 && rows <= MAX_SIDE && columns <= MAX_SIDE)) {
    throw new Refusal("broken", `an overlay of ${columns} x ${rows}`);
  }
  const [row = 1, column = 1] = numbersOf(attributes, `${group}0050`);
  return { rows, columns, top: row - 1, left: column - 1 };
}
