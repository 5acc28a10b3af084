import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { type Attributes, TAG, firstOf, textOf } from "../dicomweb/attributes";
import { type Frame, loadSeries } from "../images/loadedSeries";
import { spacingOf } from "../images/picture/spacing";
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

/** What stands in each pane first. */
export interface FirstLook {
  /** Undefined for a pane that is left empty. */
  readonly panes: readonly (Start | undefined)[];
  /** Whether the study has no image for a pane that is left empty, as far as images say it. */
  readonly isCertain: boolean;
  readonly isOfOneScale: boolean;
}

/** What a study of these series is opened with, on a screen that has room for several panes. */
export async function firstLook(
  archive: Archive,
  images: readonly SeriesEntry[],
): Promise<FirstLook> {
  const { series, isOfOneScale } = hang(images);
  if (series.length > 0 && series.every(({ modality }) => modality === "MG")) {
    const frames = await framesOf(archive, series.slice(0, MOST_MAMMOGRAMS));
    const views = BREASTS.map(({ side, view }) =>
      frames.find(({ frame }) => {
        const breast = breastOf(frame.attributes);
        return breast.side === side && breast.view === view;
      }),
    );
    const some = views.some((it) => it !== undefined) ? views : frames.slice(0, MOST_PANES);
    const isCertain =
      series.length <= MOST_MAMMOGRAMS && frames.every(({ frame }) => isKnown(frame.attributes));
    return { panes: some.map((it) => it && startOf(it)), isCertain, isOfOneScale };
  }
  if (isOfOneScale) {
    const frames = await framesOf(archive, series);
    return { panes: frames.slice(0, MOST_PANES).map(startOf), isCertain: true, isOfOneScale };
  }
  return {
    panes: series.map((entry) => ({ entry, object: "", frame: 1 })),
    isCertain: true,
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

/** Whether an image says which breast it shows, and from where. */
function isKnown(attributes: Attributes): boolean {
  const { side, view } = breastOf(attributes);
  return side !== "" && view !== "";
}

/**
 * Mirrors mammograms whose chest wall is not towards the middle: the back is to the right in a
 * right breast, to the left in a left one.
 *
 * @returns whether it was mirrored
 */
export function turnToMiddle({ frame, picture }: Pane): boolean {
  const { side } = breastOf(frame?.attributes ?? {});
  const [row = ""] = textOf(frame?.attributes ?? {}, TAG.patientOrientation);
  const isMammogram = frame?.series.modality === "MG";
  const isOutward = (side === "R" && row === "A") || (side === "L" && row === "P");
  if (isMammogram && isOutward) {
    picture.presentation.mirror("across");
  }
  return isMammogram && isOutward;
}

/** Shows the images of all panes at one scale, so that what is larger looks larger. */
export function scaleAlike(panes: readonly Pane[]): void {
  const shown = panes.flatMap(({ frame, picture: { presentation } }) => {
    const { view } = presentation.placement;
    const isLength = frame !== undefined && spacingOf(frame.attributes).isLength;
    return view === undefined || !isLength ? [] : [{ view, placement: presentation.placement }];
  });
  const least = Math.min(...shown.map(({ view }) => view.scale));
  shown
    .filter(({ view }) => view.scale > least)
    .forEach(({ view, placement }) => placement.show(least, view.middle));
}
