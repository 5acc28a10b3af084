import type { Archive } from "./archive";
import { type Attribute, type Attributes, TAG, firstOf, numberOf, textOf } from "./attributes";

/** The tables of red, green and blue. */
const PALETTE_DATA = ["00281201", "00281202", "00281203"];

/**
 * Corrects attributes that are missing or useless, as they occur in archives and would give a wrong
 * picture or none.
 */
export async function correctAttributes(
  attributes: Attributes,
  archive: Archive,
  signal?: AbortSignal,
): Promise<Attributes> {
  const corrected: Record<string, Attribute> = { ...attributes };
  corrected[TAG.modality] = orOther(attributes);
  withoutUselessWindow(corrected);
  if (textOf(attributes, TAG.photometric) === "PALETTE COLOR") {
    for (const tag of PALETTE_DATA) {
      corrected[tag] = await withValues(attributes, tag, archive, signal).catch(() => {
        signal?.throwIfAborted();
        // Without a table the image is refused; the others are shown.
        return {};
      });
    }
  }
  return corrected;
}

/** Without a modality, the library takes an image for one of a video. */
function orOther(attributes: Attributes): Attribute {
  const modality = textOf(attributes, TAG.modality) || "OT";
  return { vr: "CS", Value: [modality] };
}

/** A window narrower than 1 shows a black image; the image's own range is used instead. */
function withoutUselessWindow(attributes: Record<string, Attribute>): void {
  const width = numberOf(attributes, TAG.windowWidth);
  const centre = numberOf(attributes, TAG.windowCenter);
  if (width === undefined || width < 1 || centre === undefined) {
    delete attributes[TAG.windowWidth];
    delete attributes[TAG.windowCenter];
  }
}

/** The values of a colour table, which metadata gives by reference. */
async function withValues(
  attributes: Attributes,
  tag: string,
  archive: Archive,
  signal?: AbortSignal,
): Promise<Attribute> {
  const attribute = attributes[tag] ?? {};
  if (attribute.BulkDataURI === undefined && attribute.InlineBinary === undefined) {
    return attribute;
  }
  const bytes =
    attribute.InlineBinary === undefined
      ? await archive.bulk(attribute.BulkDataURI ?? "", signal)
      : Uint8Array.from(atob(attribute.InlineBinary), (letter) => letter.charCodeAt(0));
  return { vr: "OW", Value: tableOf(bytes, descriptorOf(attributes)) };
}

/** Whether the colour tables have all their entries. */
export function hasPalette(attributes: Attributes): boolean {
  const { entries } = descriptorOf(attributes);
  return PALETTE_DATA.every((tag) => (attributes[tag]?.Value ?? []).length >= entries);
}

/** The descriptor: number of entries (0 for 65536), first value mapped, bits (PS3.3 C.7.6.3.1.5). */
function descriptorOf(attributes: Attributes): { entries: number; bits: number } {
  const entries = Number(firstOf(attributes, TAG.paletteDescriptor) ?? 0);
  const bits = Number(attributes[TAG.paletteDescriptor]?.Value?.[2] ?? 16);
  return { entries: entries === 0 ? 65536 : entries, bits };
}

/** The entries of a colour table, whose words are in little-endian order. */
export function tableOf(bytes: Uint8Array, of: { entries: number; bits: number }): number[] {
  if (bytes.length >= 2 * of.entries) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    return Array.from({ length: of.entries }, (_, i) => view.getUint16(2 * i, true));
  }
  return Array.from(bytes.subarray(0, of.entries));
}
