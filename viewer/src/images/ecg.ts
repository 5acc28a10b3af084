import { Enums } from "@cornerstonejs/core";
import type { Archive } from "../dicomweb/archive";
import { type Attribute, type Attributes, numberOf, textOf } from "../dicomweb/attributes";
import { Refusal } from "./refusals";

const WAVEFORMS = "54000100";
const CHANNELS = "003A0005";
const SAMPLES = "003A0010";
const FREQUENCY = "003A001A";
const LABEL = "003A0020";
const DEFINITIONS = "003A0200";
const SOURCES = "003A0208";
const SENSITIVITY = "003A0210";
const MEANING = "00080104";
const BITS = "54001004";
const INTERPRETATION = "54001006";
const DATA = "54001010";

/** The ECGs that were read, by their image ids. */
const ecgs = new Map<string, object>();

export function isEcg(attributes: Attributes): boolean {
  return itemsOf(attributes[WAVEFORMS]).length > 0;
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
): Promise<void> {
  const [waveform = {}] = itemsOf(attributes[WAVEFORMS]);
  const channels = numberOf(waveform, CHANNELS) ?? 0;
  const samples = numberOf(waveform, SAMPLES) ?? 0;
  if (numberOf(waveform, BITS) !== 16 || textOf(waveform, INTERPRETATION) !== "SS") {
    throw new Refusal("values", "not 16 bits, signed");
  }
  const bytes = await bytesOf(archive, waveform[DATA] ?? {});
  if (channels === 0 || samples === 0 || bytes.length < 2 * channels * samples) {
    throw new Refusal("broken", `${bytes.length} bytes`);
  }
  const traces = tracesOf(bytes, channels, samples);
  ecgs.set(imageId, {
    numberOfWaveformChannels: channels,
    numberOfWaveformSamples: samples,
    samplingFrequency: numberOf(waveform, FREQUENCY) ?? 0,
    waveformBitsAllocated: 16,
    waveformSampleInterpretation: "SS",
    multiplexGroupLabel: textOf(waveform, LABEL) || "ECG",
    channelDefinitionSequence: itemsOf(waveform[DEFINITIONS]).map((channel) => ({
      channelSourceSequence: { codeMeaning: nameOf(channel) },
    })),
    waveformData: { retrieveBulkData: () => Promise.resolve(traces) },
  });
}

/** Whether all channels have the same sensitivity, so that heights can be compared. */
export function sensitivities(attributes: Attributes): number[] {
  const [waveform = {}] = itemsOf(attributes[WAVEFORMS]);
  const all = itemsOf(waveform[DEFINITIONS]).map((it) => numberOf(it, SENSITIVITY) ?? 1);
  return [...new Set(all)];
}

/** The values of each channel: a sample of every channel in turn, in little-endian order. */
export function tracesOf(bytes: Uint8Array, channels: number, samples: number): Int16Array[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: channels }, (_, channel) =>
    Int16Array.from({ length: samples }, (_value, sample) =>
      view.getInt16(2 * (sample * channels + channel), true),
    ),
  );
}

async function bytesOf(archive: Archive, { InlineBinary, BulkDataURI }: Attribute) {
  if (InlineBinary !== undefined) {
    return Uint8Array.from(atob(InlineBinary), (letter) => letter.charCodeAt(0));
  }
  if (BulkDataURI === undefined) {
    throw new Refusal("broken", "no samples");
  }
  return archive.bulk(BulkDataURI);
}

function nameOf(channel: Attributes): string {
  const [source = {}] = itemsOf(channel[SOURCES]);
  return textOf(source, MEANING).replace(/^Lead /i, "");
}

function itemsOf(sequence: Attribute | undefined): Attributes[] {
  return (sequence?.Value ?? []) as Attributes[];
}
