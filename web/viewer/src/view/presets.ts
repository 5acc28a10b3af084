import { type Attributes, TAG, numbersOf, textOf, textsOf } from "../dicomweb/attributes";
import { type Chosen, voiTables, windowOfTable } from "../images/picture/greys";
import { suvOf } from "../images/picture/suv";
import { isPet } from "../images/values";
import { type PlainKey, text } from "../messages";

/** A window of values, or a lookup table; without one, that of the image itself. */
export interface Preset {
  readonly name: string;
  readonly window?: { readonly centre: number; readonly width: number };
  readonly by?: Chosen;
}

const CT: readonly (readonly [name: PlainKey, centre: number, width: number])[] = [
  ["viewer.preset.soft-tissue", 40, 400],
  ["viewer.preset.lung", -600, 1500],
  ["viewer.preset.bone", 400, 1800],
  ["viewer.preset.brain", 40, 80],
  ["viewer.preset.liver", 60, 160],
  ["viewer.preset.mediastinum", 50, 350],
];

const SUV_ENDS = [5, 7, 10, 20] as const;

/**
 * The windows for an image: the first one it brings, those of its modality, and further ones and
 * further lookup tables that it brings, as mammograms do. An image with a lookup table is shown with
 * it first, so that all its windows are further ones. Only the values of CT, and standardised uptake
 * values of PET, mean the same on every machine.
 */
export function presetsOf(attributes: Attributes): readonly Preset[] {
  const known = textOf(attributes, TAG.modality) === "CT" ? CT : [];
  return distinct([
    { name: text("viewer.preset.as-sent") },
    ...known.map(([name, centre, width]): Preset => {
      return { name: text(name), window: { centre, width }, by: "window" };
    }),
    ...suvWindows(attributes),
    ...tablesOf(attributes),
    ...windowsOf(attributes),
  ]);
}

/** A name stands once: a window that is there already is left out, another one says what it is. */
function distinct(presets: readonly Preset[]): readonly Preset[] {
  const key = ({ name }: Preset) => name.toLocaleLowerCase();
  const isSame = (a: Preset, b: Preset) =>
    a.window?.centre === b.window?.centre && a.window?.width === b.window?.width;
  return presets.flatMap((preset, i) => {
    const namesakes = presets.slice(0, i).filter((it) => key(it) === key(preset));
    if (namesakes.length === 0 || preset.window === undefined) {
      return [preset];
    }
    const { centre, width } = preset.window;
    const isThere = preset.by === "window" && namesakes.some((it) => isSame(it, preset));
    return isThere ? [] : [{ ...preset, name: `${preset.name} (${centre}/${width})` }];
  });
}

/** Windows of standardised uptake values from 0 on, if an image has such values. */
function suvWindows(attributes: Attributes): Preset[] {
  const suv = isPet(attributes) ? suvOf(attributes) : undefined;
  if (suv === undefined || !("factor" in suv)) {
    return [];
  }
  return SUV_ENDS.map((end) => {
    const width = end / suv.factor;
    return {
      name: text("viewer.preset.suv", end),
      window: { centre: width / 2, width },
      by: "window",
    };
  });
}

function tablesOf(attributes: Attributes): Preset[] {
  return voiTables(attributes)
    .map((item, table): Preset => {
      const name = textOf(item, TAG.lutExplanation) || text("viewer.preset.table", table + 1);
      return { name, window: windowOfTable(attributes, item), by: { table } };
    })
    .slice(1);
}

function windowsOf(attributes: Attributes): Preset[] {
  const isFirstShown = voiTables(attributes).length === 0;
  const centres = numbersOf(attributes, TAG.windowCenter);
  const widths = numbersOf(attributes, TAG.windowWidth);
  const names = textsOf(attributes, TAG.windowExplanation);
  return centres.flatMap((centre, i) => {
    const width = widths[i] ?? 0;
    const name = names[i] || text("viewer.preset.numbered", i + 1);
    const isFurther = i > 0 || !isFirstShown;
    return isFurther && width >= 1 ? [{ name, window: { centre, width }, by: "window" }] : [];
  });
}
