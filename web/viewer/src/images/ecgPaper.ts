import type { Lead, Recording } from "./ecg";

/** The scale of ECGs on paper: 25 mm a second, 10 mm a millivolt; a large box is 5 mm. */
export const MM_PER_SECOND = 25;
const MICROVOLTS_PER_MM = 100;
export const LARGE_BOX_MM = 5;

const LEAST_ROW_MM = 10;
const BETWEEN_ROWS_MM = 2;
const HEADING_MM = 10;

/** A lead on the paper. Lengths are in millimetres of it. */
export interface Row {
  readonly name: string;
  readonly top: number;
  readonly height: number;
  /** Where zero is, always on the line of a large box. */
  readonly zero: number;
  readonly microvolts: Float32Array;
  /** How many samples are a millimetre wide. */
  readonly samplesPerMm: number;
}

/** A heading above the rows of a recording. */
export interface Heading {
  readonly top: number;
  readonly recording: number;
  readonly name: string;
}

/** The recordings of an object below each other. */
export interface Paper {
  readonly width: number;
  readonly height: number;
  readonly rows: readonly Row[];
  /** None if there is one recording only. */
  readonly headings: readonly Heading[];
}

/** Lays recordings out so that no trace reaches into the row of another. */
export function paperOf(recordings: readonly Recording[]): Paper {
  const rows: Row[] = [];
  const headings: Heading[] = [];
  let top = 0;
  for (const [i, { name, frequency, leads }] of recordings.entries()) {
    if (recordings.length > 1) {
      headings.push({ top, recording: i + 1, name });
      top += HEADING_MM;
    }
    for (const lead of leads) {
      const row = rowOf(lead, top, frequency);
      rows.push(row);
      top += row.height;
    }
  }
  return { width: Math.max(0, ...rows.map(widthOf)), height: top, rows, headings };
}

/** How far a value is above the zero of its row, in millimetres. */
export function heightOf(microvolts: number): number {
  return microvolts / MICROVOLTS_PER_MM;
}

function widthOf({ microvolts, samplesPerMm }: Row): number {
  return microvolts.length / samplesPerMm;
}

function rowOf({ name, microvolts }: Lead, top: number, frequency: number): Row {
  let least = 0;
  let most = 0;
  for (const value of microvolts) {
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  const above = top + BETWEEN_ROWS_MM + Math.max(LEAST_ROW_MM / 2, heightOf(most));
  const zero = Math.ceil(above / LARGE_BOX_MM) * LARGE_BOX_MM;
  const below = Math.max(LEAST_ROW_MM / 2, heightOf(-least));
  const height = zero + below + BETWEEN_ROWS_MM - top;
  return { name, top, height, zero, microvolts, samplesPerMm: frequency / MM_PER_SECOND };
}
