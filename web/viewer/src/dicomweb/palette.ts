import type { Archive } from "./archive";
import { type Attribute, type Attributes, TAG, numberOf, numbersOf } from "./attributes";

/** The tables of red, green and blue: what they stand for, their entries, and these in segments. */
const DESCRIPTORS = ["00281101", "00281102", "00281103"];
const DATA = ["00281201", "00281202", "00281203"];
const SEGMENTED = ["00281221", "00281222", "00281223"];
const MAX_ENTRIES = 65_536;
const HALF = 32_768;
const BYTE = 255;

const DISCRETE = 0;
const LINEAR = 1;
const INDIRECT = 2;

/**
 * Whether the colour tables of an image can be used: "unlike" if those of the three colours are for
 * different values, "unreadable" if their segments are not known, "doubtful" if their entries have 16
 * bits of which none is above 8: they are almost black, or were meant to have 8.
 */
export type PaletteState = "whole" | "incomplete" | "unlike" | "unreadable" | "doubtful";

/**
 * Attributes in which the colour tables have entries from 0 to 255, expanded if they come in
 * segments (PS3.3 C.7.9), and are described as such. A table that cannot be read has no entries.
 */
export async function withPalette(
  attributes: Attributes,
  archive: Archive,
  signal?: AbortSignal,
): Promise<Record<string, Attribute>> {
  const read = (tag: string) => bytesOf(attributes[tag] ?? {}, archive, signal);
  const tables = await Promise.all(
    DATA.map(async (tag, i) => {
      const segments = SEGMENTED[i] ?? "";
      try {
        return isSegmented(attributes)
          ? expanded(await read(segments), {
              entries: countOf(attributes),
              bits: depthOf(attributes),
            })
          : tableOf(await read(tag), { entries: countOf(attributes), bits: depthOf(attributes) });
      } catch {
        signal?.throwIfAborted();
        // Without a table the image is refused; the others are shown.
        return [];
      }
    }),
  );
  const isDeep = depthOf(attributes) > 8;
  const shift = isDeep && tables.some((entries) => entries.some((entry) => entry > BYTE)) ? 8 : 0;
  const found: Record<string, Attribute> = {};
  DATA.forEach((tag, i) => {
    found[tag] = { vr: "OW", Value: (tables[i] ?? []).map((entry) => entry >> shift) };
  });
  for (const tag of DESCRIPTORS) {
    found[tag] = { vr: "US", Value: describedBy(attributes, tag, isDeep && shift === 0 ? 16 : 8) };
  }
  return found;
}

/** Whether the tables of an image can be used, after {@link withPalette}. */
export function palette(attributes: Attributes): PaletteState {
  const [red, ...others] = DESCRIPTORS.map((tag) => numbersOf(attributes, tag).join());
  if (others.some((other) => other !== red)) {
    return "unlike";
  }
  const entries = DATA.map((tag) => numbersOf(attributes, tag));
  if (entries.every((it) => it.length >= countOf(attributes) && it.every((e) => e <= BYTE))) {
    return depthOf(attributes) > 8 ? "doubtful" : "whole";
  }
  return isSegmented(attributes) ? "unreadable" : "incomplete";
}

function isSegmented(attributes: Attributes): boolean {
  return attributes[SEGMENTED[0] ?? ""] !== undefined;
}

/** The number of entries, the first value, and the bits. */
function describedBy(attributes: Attributes, tag: string, bits: number): number[] {
  const [count = 0, first = 0] = numbersOf(attributes, tag);
  const isSigned = numberOf(attributes, TAG.pixelRepresentation) === 1;
  return [count, isSigned && first >= HALF ? first - MAX_ENTRIES : first, bits];
}

function countOf(attributes: Attributes): number {
  const [count = 0] = numbersOf(attributes, TAG.paletteDescriptor);
  return (count + MAX_ENTRIES) % MAX_ENTRIES || MAX_ENTRIES;
}

function depthOf(attributes: Attributes): number {
  return numbersOf(attributes, TAG.paletteDescriptor)[2] ?? 16;
}

/** The bytes of a table, which metadata gives by reference. */
async function bytesOf(
  { Value, InlineBinary, BulkDataURI }: Attribute,
  archive: Archive,
  signal?: AbortSignal,
): Promise<Uint8Array> {
  if (Value !== undefined) {
    return new Uint8Array(Uint16Array.from(Value as number[]).buffer);
  }
  return InlineBinary === undefined
    ? archive.bulk(BulkDataURI ?? "", signal)
    : Uint8Array.from(atob(InlineBinary), (letter) => letter.charCodeAt(0));
}

/** The entries of a colour table, whose words are in little-endian order. */
export function tableOf(bytes: Uint8Array, of: { entries: number; bits: number }): number[] {
  return bytes.length >= 2 * of.entries
    ? elementsOf(bytes, 16).slice(0, of.entries)
    : Array.from(bytes.subarray(0, of.entries));
}

function elementsOf(bytes: Uint8Array, bits: number): number[] {
  if (bits <= 8) {
    return Array.from(bytes);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: bytes.length >> 1 }, (_, i) => view.getUint16(2 * i, true));
}

/**
 * The entries that segments stand for. Segments that are repeated from another place than the first
 * one are not known: programs disagree in what that place counts.
 *
 * @throws Error if they are not known, or have not as many entries
 */
export function expanded(bytes: Uint8Array, of: { entries: number; bits: number }): number[] {
  const data = elementsOf(bytes, of.bits);
  const entries: number[] = [];
  let at = 0;
  while (entries.length < of.entries) {
    const [kind, length = 0] = data.slice(at, at + 2);
    if (kind === INDIRECT) {
      const place = data.slice(at + 2, at + (of.bits <= 8 ? 6 : 4));
      if (place.length === 0 || place.some((it) => it !== 0)) {
        throw new Error("segments of another place");
      }
      appendSegments(data, 0, length, entries);
      at += 2 + place.length;
    } else {
      at = appendSegments(data, at, 1, entries);
    }
  }
  return entries.slice(0, of.entries);
}

/** Appends discrete and linear segments; returns where the next one begins. */
function appendSegments(data: readonly number[], from: number, count: number, to: number[]) {
  let at = from;
  for (let i = 0; i < count && to.length < MAX_ENTRIES; i++) {
    const [kind, length = 0, end] = data.slice(at, at + 3);
    const last = to.at(-1);
    if (length === 0 || end === undefined) {
      throw new Error("segments without an end");
    }
    if (kind === DISCRETE) {
      to.push(...data.slice(at + 2, at + 2 + length));
      at += 2 + length;
    } else if (kind === LINEAR && last !== undefined) {
      for (let step = 1; step <= length; step++) {
        to.push(Math.round(last + ((end - last) * step) / length));
      }
      at += 3;
    } else {
      throw new Error(`a segment of kind ${kind}`);
    }
  }
  return at;
}
