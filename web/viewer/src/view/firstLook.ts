import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { type Attributes, TAG, firstOf, textOf } from "../dicomweb/attributes";
import { type Frame, loadSeries } from "../images/loadedSeries";
import type { Pane } from "../pane/pane";
import { hang } from "./hanging";
import type { Start } from "./opening";

const MOST_PANES = 4;
const MOST_MAMMOGRAMS = 16;
const VIEW_CODES = "00540220";
const CODE = "00080100";
/** Cranio-caudal and mediolateral oblique, by SNOMED CT and its former codes (PS3.16 CID 4014). */
const VIEWS: Readonly<Record<string, string>> = {
  "399162004": "CC",
  "R-10242": "CC",
  "399368009": "MLO",
  "R-10226": "MLO",
};
/** Right before left, so that the chest walls meet in the middle. */
const BREASTS = [
  { side: "R", view: "CC" },
  { side: "L", view: "CC" },
  { side: "R", view: "MLO" },
  { side: "L", view: "MLO" },
];

/** What stands in each pane first; undefined for a pane that is left empty. */
export interface FirstLook {
  readonly panes: readonly (Start | undefined)[];
  readonly isOfOneScale: boolean;
}

/** What a study of these series is opened with, on a screen that has room for several panes. */
export async function firstLook(
  archive: Archive,
  images: readonly SeriesEntry[],
): Promise<FirstLook> {
  const { series, isOfOneScale } = hang(images);
  if (series.every(({ modality }) => modality === "MG")) {
    const frames = await framesOf(archive, series.slice(0, MOST_MAMMOGRAMS));
    const views = BREASTS.map(({ side, view }) =>
      frames.find(({ frame }) => {
        const breast = breastOf(frame.attributes);
        return breast.side === side && breast.view === view;
      }),
    );
    const some = views.some((it) => it !== undefined) ? views : frames.slice(0, MOST_PANES);
    return { panes: some.map((it) => it && startOf(it)), isOfOneScale };
  }
  if (isOfOneScale) {
    const frames = await framesOf(archive, series);
    return { panes: frames.slice(0, MOST_PANES).map(startOf), isOfOneScale };
  }
  return {
    panes: series.map((entry) => ({ entry, object: "", frame: 1 })),
    isOfOneScale,
  };
}

interface Listed {
  readonly entry: SeriesEntry;
  readonly frame: Frame;
}

function startOf({ entry, frame }: Listed): Start {
  return { entry, object: frame.object, frame: frame.number };
}

async function framesOf(archive: Archive, series: readonly SeriesEntry[]): Promise<Listed[]> {
  const loaded = await Promise.all(series.map((entry) => loadSeries(archive, entry)));
  return loaded.flatMap(({ entry, frames }) => frames.map((frame) => ({ entry, frame })));
}

/** The side and view of a mammogram; empty if it does not say. */
function breastOf(attributes: Attributes): { readonly side: string; readonly view: string } {
  const side = textOf(attributes, TAG.imageLaterality) || textOf(attributes, TAG.laterality);
  const code = firstOf(attributes, VIEW_CODES) as Attributes | undefined;
  const view = (code && VIEWS[textOf(code, CODE)]) ?? textOf(attributes, TAG.viewPosition);
  return { side, view };
}

/**
 * Mirrors mammograms whose chest wall is not towards the middle: the back is to the right in a
 * right breast, to the left in a left one.
 */
export function turnToMiddle({ frame, picture }: Pane): void {
  const { side } = breastOf(frame?.attributes ?? {});
  const [row = ""] = textOf(frame?.attributes ?? {}, TAG.patientOrientation);
  if ((side === "R" && row === "A") || (side === "L" && row === "P")) {
    picture.presentation.mirror("across");
  }
}

/** Shows the images of all panes at one scale, so that what is larger looks larger. */
export function scaleAlike(panes: readonly Pane[]): void {
  const shown = panes.flatMap(({ picture: { presentation } }) => {
    const { view } = presentation.placement;
    return view === undefined ? [] : [{ view, placement: presentation.placement }];
  });
  const least = Math.min(...shown.map(({ view }) => view.scale));
  shown
    .filter(({ view }) => view.scale > least)
    .forEach(({ view, placement }) => placement.show(least, view.middle));
}
