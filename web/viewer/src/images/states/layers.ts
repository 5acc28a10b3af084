import { type Attributes, itemsOf, numberOf, numbersOf, textOf } from "../../dicomweb/attributes";
import type { PresentationState } from "./state";

const LAYERS = "00700060";
export const LAYER = "00700002";
const ORDER = "00700062";
const GREY = "00700066";
const LAB = "00700401";
const WHITE = 255;
const MOST = 65_535;

/** Where a layer is among the others, and in what it is drawn (PS3.3 C.10.7). */
export interface Layer {
  readonly order: number;
  /** From 0 to 255. */
  readonly grey: number;
  /** Red, green and blue from 0 to 255. */
  readonly colour: readonly [number, number, number];
}

/** The layers of a state, by their names. What recommends nothing is drawn in white. */
export function layersOf({ attributes }: PresentationState): ReadonlyMap<string, Layer> {
  return new Map(
    itemsOf(attributes, LAYERS).map((item) => {
      const colour = labColour(item, LAB);
      const given = numberOf(item, GREY);
      const grey = given === undefined ? luminance(colour ?? [WHITE]) : (WHITE * given) / MOST;
      const rounded = Math.round(grey);
      return [
        textOf(item, LAYER),
        {
          order: numberOf(item, ORDER) ?? 0,
          grey,
          colour: colour ?? ([rounded, rounded, rounded] as const),
        },
      ];
    }),
  );
}

function luminance([red = 0, green = red, blue = red]: readonly number[]): number {
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const D50 = [0.9642, 1, 0.8251] as const;
/** From XYZ of D50, in which colours of DICOM are meant (PS3.3 C.10.7.1.1), to red, green and blue. */
const TO_RGB = [
  [3.1338561, -1.6168667, -0.4906146],
  [-0.9787684, 1.9161415, 0.033454],
  [0.0719453, -0.2289914, 1.4052427],
] as const;

/** A colour that is written as CIELab in three words; undefined if there is none. */
export function labColour(
  attributes: Attributes,
  tag: string,
): readonly [number, number, number] | undefined {
  const [l, a, b] = numbersOf(attributes, tag);
  if (l === undefined || a === undefined || b === undefined) {
    return undefined;
  }
  const y = ((l * 100) / MOST + 16) / 116;
  const x = y + ((a * WHITE) / MOST - 128) / 500;
  const z = y - ((b * WHITE) / MOST - 128) / 200;
  const xyz = [x, y, z].map((it, i) => {
    const part = it > 6 / 29 ? it ** 3 : 3 * (6 / 29) ** 2 * (it - 4 / 29);
    return part * (D50[i] ?? 1);
  });
  const [red = 0, green = 0, blue = 0] = TO_RGB.map((row) => {
    const linear = row.reduce((sum, factor, i) => sum + factor * (xyz[i] ?? 0), 0);
    return Math.round(WHITE * Math.min(1, Math.max(0, encoded(linear))));
  });
  return [red, green, blue];
}

function encoded(linear: number): number {
  return linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;
}
