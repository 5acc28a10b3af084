import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { type Attributes, TAG, firstOf, textOf } from "../dicomweb/attributes";
import { type Frame, loadFrames } from "../images/loadedSeries";
import type { Pane } from "../pane/pane";
import type { FirstLook } from "./firstLook";
import { type Start, startAt } from "./opening";

const MOST_SERIES = 16;
const VIEW_CODES = "00540220";
const CODE = "00080100";
/** Cranio-caudal and mediolateral oblique, by SNOMED CT and its former codes (PS3.16 CID 4014). */
const VIEWS: Readonly<Record<string, string>> = {
  "399162004": "CC",
  "R-10242": "CC",
  "399368009": "MLO",
  "R-10226": "MLO",
};
/** What a mammogram shows; empty where it does not say. */
interface Breast {
  readonly side: string;
  readonly view: string;
}

/** Right before left, so that the chest walls meet in the middle. */
const BREASTS = [
  { side: "R", view: "CC" },
  { side: "L", view: "CC" },
  { side: "R", view: "MLO" },
  { side: "L", view: "MLO" },
];
const BREASTS_OF_A_VIEW = 2;

/** The mammograms of a study. */
export interface Mammograms {
  /** Right and left CC, right and left MLO; undefined for one that no image is of. */
  readonly views: readonly (Start | undefined)[];
  /** All images, of whichever view. */
  readonly images: readonly Start[];
  /** Whether all images say what they show, so that a view that is undefined is not there. */
  readonly isCertain: boolean;
}

/** Finds the views in the series of mammograms of a study. */
export async function mammogramsOf(
  archive: Archive,
  series: readonly SeriesEntry[],
): Promise<Mammograms> {
  const frames = await loadFrames(archive, series.slice(0, MOST_SERIES));
  const views = BREASTS.map((breast) => imageOf(breast, frames));
  const isCertain =
    series.length <= MOST_SERIES && frames.every(({ attributes }) => isKnown(attributes));
  return { views, images: frames.map(startAt), isCertain };
}

/**
 * A mammogram and the earlier one of the same side and view, where there is room for two. The
 * second is left empty if none says that it is of them: another breast is nothing to compare with.
 */
export async function aboveEarlier(
  archive: Archive,
  image: Frame,
  earlier: readonly SeriesEntry[],
): Promise<FirstLook> {
  const frames = await loadFrames(archive, earlier.slice(0, MOST_SERIES));
  const all = [image, ...frames];
  const same = isKnown(image.attributes) ? imageOf(breastOf(image.attributes), frames) : undefined;
  const isCertain =
    earlier.length <= MOST_SERIES && all.every(({ attributes }) => isKnown(attributes));
  return { panes: [startAt(image), same], isCertain, isOfOneScale: true };
}

/** The first image of a side and view. */
function imageOf({ side, view }: Breast, frames: readonly Frame[]): Start | undefined {
  const found = frames.find(({ attributes }) => {
    const breast = breastOf(attributes);
    return breast.side === side && breast.view === view;
  });
  return found && startAt(found);
}

/** The studies that are compared: the one that was opened, and an earlier one. */
interface Compared {
  readonly current: Mammograms;
  readonly earlier: Mammograms;
  readonly studies: readonly string[];
}

/** What a comparison of mammograms shows. */
export interface ComparedLook extends FirstLook {
  /** The view that is compared; undefined if the current study is shown alone. */
  readonly view: string | undefined;
}

/** Two views of a study above those of an earlier one: CC, then MLO, then the current four alone. */
export class MammogramComparison {
  private compared: Compared | undefined;
  private shown = 0;

  constructor(private readonly archive: Archive) {}

  /**
   * What comes next, and again until it is shown.
   *
   * @param study of the image that is looked at
   * @param findEarlier finds the series of mammograms of an earlier study
   * @returns undefined if there is no earlier study
   */
  async next(
    study: string,
    findEarlier: () => Promise<readonly SeriesEntry[] | undefined>,
  ): Promise<ComparedLook | undefined> {
    if (this.compared?.studies.includes(study) !== true) {
      this.compared = await this.find(study, findEarlier);
      this.shown = 0;
    }
    const { compared } = this;
    if (compared === undefined) {
      return undefined;
    }
    const { current, earlier } = compared;
    const at = this.shown * BREASTS_OF_A_VIEW;
    const view = BREASTS[at]?.view;
    const of = ({ views }: Mammograms) => views.slice(at, at + BREASTS_OF_A_VIEW);
    return {
      view,
      panes: view === undefined ? current.views : [...of(current), ...of(earlier)],
      isCertain: current.isCertain && (view === undefined || earlier.isCertain),
      isOfOneScale: true,
    };
  }

  /** A look is shown: another one comes next. */
  shows({ view }: ComparedLook): void {
    this.shown = view === undefined ? 0 : this.shown + 1;
  }

  private async find(
    study: string,
    findEarlier: () => Promise<readonly SeriesEntry[] | undefined>,
  ): Promise<Compared | undefined> {
    const [found, all] = [await findEarlier(), await this.archive.series(study)];
    const own = mammogramsIn(all);
    const other = found?.[0]?.study;
    if (found === undefined || other === undefined) {
      return undefined;
    }
    const [current, earlier] = await Promise.all([
      mammogramsOf(this.archive, own),
      mammogramsOf(this.archive, found),
    ]);
    return { current, earlier, studies: [study, other] };
  }
}

/** The series of mammograms of a study. */
export function mammogramsIn(all: readonly SeriesEntry[]): SeriesEntry[] {
  return all.filter(({ modality }) => modality === "MG");
}

/** The side and view of a mammogram. */
function breastOf(attributes: Attributes): Breast {
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
  if (isMammogram && isOutward && !picture.presentation.isMirrored) {
    picture.presentation.mirror("across");
  }
  return isMammogram && isOutward;
}
