import { type Attribute, type Attributes, numberOf, textOf } from "../dicomweb/attributes";
import { Refusal } from "./refusals";

const WAVEFORMS = "54000100";
const CHANNELS = "003A0005";
const SAMPLES = "003A0010";
const FREQUENCY = "003A001A";
const DEFINITIONS = "003A0200";
const SENSITIVITY = "003A0210";
const UNIT = "003A0211";
const CORRECTION = "003A0212";
const BASELINE = "003A0213";
const CODE = "00080100";
const BITS = "54001004";
const INTERPRETATION = "54001006";

/** The units of voltage in UCUM that ECGs have, in microvolts. */
const MICROVOLTS: ReadonlyMap<string, number> = new Map([
  ["nV", 0.001],
  ["uV", 1],
  ["mV", 1000],
  ["V", 1_000_000],
]);
/** A waveform whose traces can be drawn. */
export interface Waveform {
  readonly channels: number;
  readonly samples: number;
  /** Samples a second. */
  readonly frequency: number;
  readonly definitions: readonly Attributes[];
  readonly scales: readonly Scale[];
}

/** How the samples of a channel become microvolts. */
export interface Scale {
  readonly factor: number;
  readonly offset: number;
}

/** The recordings of an object. */
export function recordingsOf(attributes: Attributes): Attributes[] {
  return itemsOf(attributes[WAVEFORMS]);
}

/**
 * Checks a recording before its samples are asked for.
 *
 * @throws Refusal if it has a form in which traces would be wrong
 */
export function waveformOf(recording: Attributes): Waveform {
  const channels = numberOf(recording, CHANNELS) ?? 0;
  const samples = numberOf(recording, SAMPLES) ?? 0;
  const frequency = numberOf(recording, FREQUENCY) ?? 0;
  if (numberOf(recording, BITS) !== 16 || textOf(recording, INTERPRETATION) !== "SS") {
    throw new Refusal("values", "not 16 bits, signed");
  }
  if (channels <= 0 || samples <= 0 || frequency <= 0) {
    throw new Refusal("broken", `${channels} channels, ${samples} samples, ${frequency} Hz`);
  }
  const definitions = itemsOf(recording[DEFINITIONS]);
  if (definitions.length !== channels) {
    throw new Refusal("broken", `${definitions.length} definitions of ${channels} channels`);
  }
  return { channels, samples, frequency, definitions, scales: scalesOf(definitions) };
}

/** Heights of channels are compared, so all must have the same sensitivity. */
function scalesOf(definitions: readonly Attributes[]): Scale[] {
  if (new Set(definitions.map(sensitivityOf)).size > 1) {
    throw new Refusal("values", "channels of different sensitivity");
  }
  return definitions.map((channel) => ({
    factor: sensitivityOf(channel) * (numberOf(channel, CORRECTION) ?? 1),
    offset: microvoltsOf(channel) * (numberOf(channel, BASELINE) ?? 0),
  }));
}

/** A step of the samples in microvolts, before it is corrected (PS3.3 C.10.9). */
function sensitivityOf(channel: Attributes): number {
  const sensitivity = numberOf(channel, SENSITIVITY) ?? 0;
  if (sensitivity <= 0) {
    throw new Refusal("values", "no sensitivity");
  }
  return sensitivity * microvoltsOf(channel);
}

function microvoltsOf(channel: Attributes): number {
  const [unit = {}] = itemsOf(channel[UNIT]);
  const microvolts = MICROVOLTS.get(textOf(unit, CODE));
  if (microvolts === undefined) {
    throw new Refusal("values", `${textOf(unit, CODE)} is no voltage`);
  }
  return microvolts;
}

/**
 * The microvolts of each channel. The bytes have a sample of every channel in turn, in
 * little-endian order.
 */
export function tracesOf(bytes: Uint8Array, { channels, samples, scales }: Waveform) {
  if (bytes.length < 2 * channels * samples) {
    throw new Refusal("broken", `${bytes.length} bytes`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return scales.map(({ factor, offset }, channel) =>
    Float32Array.from(
      { length: samples },
      (_value, sample) => view.getInt16(2 * (sample * channels + channel), true) * factor + offset,
    ),
  );
}

export function itemsOf(sequence: Attribute | undefined): Attributes[] {
  return (sequence?.Value ?? []) as Attributes[];
}
