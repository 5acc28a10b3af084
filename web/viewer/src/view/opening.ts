import { type Archive, BadAnswer, type SeriesEntry, isOfReports } from "../dicomweb/archive";
import { TAG, textOf } from "../dicomweb/attributes";
import {
  type Frame,
  type LoadedSeries,
  type OtherObject,
  loadSeries,
} from "../images/loadedSeries";
import { newestOf } from "../images/selection";
import { isTooLarge } from "../images/size";
import { text } from "../messages";
import { type PageData, expand, fileOf } from "../page";
import { isPdf } from "../pane/documentPane";
import type { Choice } from "../pane/objectBar";
import type { Pane } from "../pane/pane";
import { structureSetWords } from "../reported/structureSet";
import { hang } from "./hanging";

/** As the server has them (SopClass), but for spectacle prescriptions, which no page shows. */
const REPORTS = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(88\.|104\.|79\.1$)/;
const KEY_OBJECTS = "KO";
/** A study has a few; of more, the first ones are not looked at before the first image. */
const MAX_LOOKED_AT = 20;

/** Which series, object and frame to open first. */
export interface Start {
  readonly entry: SeriesEntry;
  readonly object: string;
  readonly frame: number;
}

/** What opens a series at one of its frames. */
export function startAt({ series, object, number }: Frame): Start {
  return { entry: series, object, frame: number };
}

/**
 * The series that the page asks for. If it asks for none or one that is not there: the newest
 * selection of key images, if there is one, otherwise the first series.
 *
 * @throws BadAnswer if it asks for an object that is in none of the series
 */
export async function startOf(
  page: PageData,
  archive: Archive,
  entries: readonly SeriesEntry[],
): Promise<Start | undefined> {
  const { object, frame, study } = page;
  const found =
    entryOf(entries, page.series) ??
    entryOf(entries, object === "" ? "" : await archive.seriesOf(study, object));
  if (found === undefined && object !== "") {
    throw new BadAnswer(404);
  }
  if (found === undefined) {
    const selection = await selectionFirst(study, archive, entries);
    if (selection !== undefined) {
      return selection;
    }
  }
  const entry = found ?? hang(entries.filter(isOfImages)).series[0] ?? entries[0];
  return entry && { entry, object, frame };
}

/** The newest selection of key images of which at least one series is listed. */
async function selectionFirst(
  study: string,
  archive: Archive,
  entries: readonly SeriesEntry[],
): Promise<Start | undefined> {
  const series = entries.filter(({ modality }) => modality === KEY_OBJECTS).slice(-MAX_LOOKED_AT);
  const loaded = await Promise.all(
    // Without its attributes, a selection is not opened first.
    series.map((entry) => loadSeries(archive, entry).catch(() => undefined)),
  );
  const listed = new Set(entries.map(({ uid }) => uid));
  const [newest] = loaded
    .flatMap((it) => {
      const found = it && newestOf(it.others, study);
      return found ? [{ entry: it.entry, ...found.selection }] : [];
    })
    .filter(({ references }) =>
      references.some((it) => it.study === study && listed.has(it.series)),
    )
    .sort((a, b) => (a.made < b.made ? 1 : -1));
  return newest && { entry: newest.entry, object: newest.object, frame: 1 };
}

function entryOf(entries: readonly SeriesEntry[], uid: string | undefined) {
  return entries.find((entry) => entry.uid === uid);
}

/** Whether a series has images to begin with, by its modality. */
export function isOfImages({ modality }: SeriesEntry): boolean {
  return !isOfReports(modality) && !["PR", "RTPLAN", "RTSTRUCT", "REG", "ECG"].includes(modality);
}

/**
 * The index of an object's frame in a series; undefined if it is not there.
 *
 * @param object empty for the first image
 */
export function indexOf(
  { frames }: LoadedSeries,
  object: string,
  frame: number,
): number | undefined {
  const index =
    object === ""
      ? Math.min(0, frames.length - 1)
      : frames.findIndex(
          // Of an image that is too large, one frame is listed, which says so.
          (it) => it.object === object && (it.number === frame || isTooLarge(it.attributes)),
        );
  return index < 0 ? undefined : index;
}

/**
 * An object that is not shown as images; undefined if it is not there.
 *
 * @param object empty for the newest selection of key images, or the first one
 */
export function otherOf({ entry, others }: LoadedSeries, object: string): OtherObject | undefined {
  return object === ""
    ? (newestOf(others, entry.study)?.other ?? others[0])
    : others.find((it) => it.object === object);
}

/** Says of an object without images what it is, and where it can be read. */
export function tellOther(
  pane: Pane,
  series: LoadedSeries,
  other: OtherObject | undefined,
  page: PageData,
): void {
  if (other === undefined) {
    pane.tell(text("viewer.other.empty"));
    return;
  }
  const { study, modality } = series.entry;
  const isBesideImages = series.frames.length > 0;
  if (textOf(other.attributes, TAG.availability) === "UNAVAILABLE") {
    pane.tell(text("viewer.other.too-large"), [], fileOf(page, study, other.object));
    return;
  }
  const file = fileOf(page, study, other.object);
  if (REPORTS.test(other.sopClass) && page.report !== "") {
    const href = expand(page.report, { study, object: other.object });
    const words = text(isBesideImages ? "viewer.other.report-beside" : "viewer.other.report");
    const offer = text(isPdf(other) ? "viewer.document.open" : "viewer.other.open-report");
    pane.tell(words, [{ words: offer, href }]);
  } else {
    const words =
      structureSetWords(other) ??
      (isBesideImages
        ? text("viewer.other.no-image-beside")
        : text("viewer.other.no-image", modality));
    pane.tell(words, [], file);
  }
}

/**
 * Links that open the objects of a series without images, and its images, if it has both.
 *
 * @param shown undefined if the images are shown
 */
export function choicesOf(
  { entry, frames, others }: LoadedSeries,
  shown: OtherObject | undefined,
  page: PageData,
): Choice[] {
  const { study, uid } = entry;
  const images = {
    words: text("viewer.other.images"),
    href: viewOf(page, study, { series: uid }),
    isShown: shown === undefined,
  };
  const objects = others.map((other, i) => ({
    words: text("viewer.other.further", i + 1, others.length),
    href: viewOf(page, study, { series: uid, object: other.object }),
    isShown: other === shown,
  }));
  return frames.length > 0 && others.length > 0 ? [images, ...objects] : objects;
}

/** The address of the viewer with something of a study. */
function viewOf({ pages }: PageData, study: string, to: Readonly<Record<string, string>>): string {
  return `${pages}${encodeURIComponent(study)}/view?${new URLSearchParams(to).toString()}`;
}
