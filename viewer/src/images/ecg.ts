import { Enums } from "@cornerstonejs/core";
import type { Archive } from "../dicomweb/archive";
import { type Attribute, type Attributes, textOf } from "../dicomweb/attributes";
import { Refusal } from "./refusals";
import { itemsOf, recordingsOf, tracesOf, waveformOf } from "./waveform";

const LABEL = "003A0020";
const SOURCES = "003A0208";
const MEANING = "00080104";
const DATA = "54001010";

/** The ECGs that were read, by their image ids. */
const ecgs = new Map<string, object>();

export function isEcg(attributes: Attributes): boolean {
  return recordingsOf(attributes).length > 0;
}

/** Gives the library the ECGs that were read. */
export function ecgProvider(type: string, imageId: string): object | undefined {
  return type === Enums.MetadataModules.ECG ? ecgs.get(imageId) : undefined;
}

/**
 * Reads the first waveform of an object.
 *
 * @throws Refusal if it has a form in which traces would be wrong
 */
export async function readEcg(
  archive: Archive,
  imageId: string,
  attributes: Attributes,
  signal: AbortSignal,
): Promise<void> {
  const [recording = {}] = recordingsOf(attributes);
  const waveform = waveformOf(recording);
  const traces = tracesOf(await bytesOf(archive, recording[DATA] ?? {}, signal), waveform);
  ecgs.set(imageId, {
    numberOfWaveformChannels: waveform.channels,
    numberOfWaveformSamples: waveform.samples,
    samplingFrequency: waveform.frequency,
    waveformBitsAllocated: 16,
    waveformSampleInterpretation: "SS",
    multiplexGroupLabel: textOf(recording, LABEL) || "ECG",
    channelDefinitionSequence: waveform.definitions.map((channel) => ({
      channelSourceSequence: { codeMeaning: nameOf(channel) },
    })),
    waveformData: { retrieveBulkData: () => Promise.resolve(traces) },
  });
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

function nameOf(channel: Attributes): string {
  const [source = {}] = itemsOf(channel[SOURCES]);
  return textOf(source, MEANING).replace(/^Lead /i, "");
}
