import { type Attribute, type Attributes, TAG, numbersOf } from "../../dicomweb/attributes";
import { Refusal } from "../refusals";

/** A lookup table (PS3.3 C.11.1, C.11.2): what a value and those behind it become. */
export interface Table {
  /** The value that the first entry stands for; what is below it becomes the same. */
  readonly first: number;
  readonly entries: ArrayLike<number>;
  /** Entries have values up to 2^depth - 1. */
  readonly depth: number;
}

/** Reads a large value that is not among the attributes. */
export type ReadBulk = (address: string) => Promise<Uint8Array>;

const MAX_ENTRIES = 65_536;
const HALF = 32_768;
const MAX_DEPTH = 16;

/**
 * The descriptor of a table: how many entries, and for which values.
 *
 * @param isSigned whether values can be negative, so that a first value from 32768 on is one
 */
export function rangeOf(item: Attributes, isSigned: boolean) {
  const [count = 0, first = 0, depth = 0] = numbersOf(item, TAG.lutDescriptor);
  return {
    count: (count + MAX_ENTRIES) % MAX_ENTRIES || MAX_ENTRIES,
    first: isSigned && first >= HALF ? first - MAX_ENTRIES : first,
    depth,
  };
}

/** @throws Refusal if entries are missing, or larger than the table says */
export async function tableOf(item: Attributes, isSigned: boolean, read: ReadBulk): Promise<Table> {
  const { count, first, depth } = rangeOf(item, isSigned);
  const entries = entriesOf(await wordsOf(item[TAG.lutData] ?? {}, read), count, depth);
  const most = 2 ** depth - 1;
  if (!(depth >= 1 && depth <= MAX_DEPTH) || entries.length < count) {
    throw new Refusal("broken", `a lookup table of ${entries.length} entries for ${count}`);
  }
  if (entries.some((entry) => entry > most)) {
    throw new Refusal("broken", `entries of a lookup table above ${most}`);
  }
  return { first, entries, depth };
}

/** What a value becomes. */
export function lookUp({ first, entries }: Table, value: number): number {
  const at = Math.min(entries.length - 1, Math.max(0, Math.round(value) - first));
  return entries[at] ?? 0;
}

async function wordsOf(data: Attribute, read: ReadBulk): Promise<Uint16Array> {
  if (data.Value !== undefined) {
    // Negative ones are of tables whose entries were written as signed.
    return Uint16Array.from(data.Value as number[]);
  }
  const bytes = await bytesOf(data, read);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint16Array.from({ length: bytes.length >> 1 }, (_, i) => view.getUint16(2 * i, true));
}

/** The bytes of an attribute with binary data; none if there are none. */
export async function bytesOf(
  { InlineBinary, BulkDataURI }: Attribute,
  read: ReadBulk,
): Promise<Uint8Array> {
  if (InlineBinary !== undefined) {
    return Uint8Array.from(atob(InlineBinary), (letter) => letter.charCodeAt(0));
  }
  return BulkDataURI === undefined ? new Uint8Array() : read(BulkDataURI);
}

/** Entries of 8 bits may be two in a word, the first one in its lower half. */
function entriesOf(words: Uint16Array, count: number, depth: number): Uint16Array {
  if (words.length >= count || depth > 8 || 2 * words.length < count) {
    return words.subarray(0, count);
  }
  return Uint16Array.from(
    { length: count },
    (_, i) => ((words[i >> 1] ?? 0) >> (8 * (i & 1))) & 255,
  );
}
