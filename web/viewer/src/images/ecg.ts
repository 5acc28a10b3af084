import type { Archive } from "../dicomweb/archive";
import { type Attribute, type Attributes, textOf } from "../dicomweb/attributes";
import { Refusal } from "./refusals";
import { itemsOf, recordingsOf, tracesOf, waveformOf } from "./waveform";

const LABEL = "003A0020";
const SOURCES = "003A0208";
const MEANING = "00080104";
const DATA = "54001010";

/** A recording of several leads at the same time. */
export interface Recording {
  /** Empty if it has none. */
  readonly name: string;
  /** Samples a second. */
  readonly frequency: number;
  readonly leads: readonly Lead[];
}

/** The voltage of a lead over time. */
export interface Lead {
  readonly name: string;
  readonly microvolts: Float32Array;
}

export function isEcg(attributes: Attributes): boolean {
  return recordingsOf(attributes).length > 0;
}

/**
 * Reads all recordings of an object.
 *
 * @throws Refusal if one has a form in which traces would be wrong
 */
export async function readEcg(
  archive: Archive,
  attributes: Attributes,
  signal: AbortSignal,
): Promise<Recording[]> {
  const recordings: Recording[] = [];
  for (const recording of recordingsOf(attributes)) {
    const waveform = waveformOf(recording);
    const traces = tracesOf(await bytesOf(archive, recording[DATA] ?? {}, signal), waveform);
    recordings.push({
      name: textOf(recording, LABEL),
      frequency: waveform.frequency,
      leads: waveform.definitions.map((channel, i) => ({
        name: nameOf(channel),
        microvolts: traces[i] ?? new Float32Array(),
      })),
    });
  }
  return recordings;
}

async function bytesOf(
  archive: Archive,
  { InlineBinary, BulkDataURI }: Attribute,
  signal: AbortSignal,
) {
  if (InlineBinary !== undefined) {
    return Uint8Array.from(atob(InlineBinary), (letter) => letter.charCodeAt(0));
  }
  if (BulkDataURI === undefined) {
    throw new Refusal("broken", "no samples");
  }
  return archive.bulk(BulkDataURI, signal);
}

/** The name as it stands on paper: "I" for "Lead I (Einthoven)". */
function nameOf(channel: Attributes): string {
  const [source = {}] = itemsOf(channel[SOURCES]);
  return textOf(source, MEANING)
    .replace(/^Lead /i, "")
    .replace(/ *\(.*\)$/, "");
}
