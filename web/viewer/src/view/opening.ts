import { type Archive, BadAnswer, type SeriesEntry, isOfReports } from "../dicomweb/archive";
import type { LoadedSeries, OtherObject } from "../images/loadedSeries";
import { isTooLarge } from "../images/size";
import { text } from "../messages";
import { type PageData, expand, fileOf } from "../page";
import type { Choice } from "../pane/objectBar";
import type { Pane } from "../pane/pane";
import type { Link } from "../pane/trouble";
import { hang } from "./hanging";
import { firstKeyImage } from "./keyImages";

/**
 * As the server has them (SopClass), but for selections of key objects, and spectacle prescriptions,
 * which no page shows.
 */
const REPORTS = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(88\.(?!59$)|104\.|79\.1$)/;
const KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59";

/** Which series, object and frame to open first. */
export interface Start {
  readonly entry: SeriesEntry;
  readonly object: string;
  readonly frame: number;
}

/**
 * The series that the page asks for; the first one if it asks for none or one that is not there.
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
  const entry = found ?? hang(entries.filter(isOfImages)).series[0] ?? entries[0];
  return entry && { entry, object, frame };
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
 * @param object empty for the first one
 */
export function otherOf({ others }: LoadedSeries, object: string): OtherObject | undefined {
  return object === "" ? others[0] : others.find((it) => it.object === object);
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
  const file = fileOf(page, study, other.object);
  if (REPORTS.test(other.sopClass) && page.report !== "") {
    const href = expand(page.report, { study, object: other.object });
    const words = text(isBesideImages ? "viewer.other.report-beside" : "viewer.other.report");
    pane.tell(words, [{ words: text("viewer.other.open-report"), href }]);
  } else if (other.sopClass === KEY_OBJECTS) {
    pane.tell(text("viewer.other.key-objects"), keyOffers(other, page, study), file);
  } else {
    const words = isBesideImages
      ? text("viewer.other.no-image-beside")
      : text("viewer.other.no-image", modality);
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

/** A link that opens the first image that a key object selection refers to. */
function keyOffers({ attributes }: OtherObject, page: PageData, own: string): Link[] {
  const place = firstKeyImage(attributes);
  if (place === undefined) {
    return [];
  }
  const { study, series, object, frame } = place;
  const to = { series, object, ...(frame !== "" && { frame }) };
  return [{ words: text("viewer.other.open-key"), href: viewOf(page, study || own, to) }];
}

/** The address of the viewer with an image of a study. */
function viewOf({ pages }: PageData, study: string, to: Readonly<Record<string, string>>): string {
  return `${pages}${encodeURIComponent(study)}/view?${new URLSearchParams(to).toString()}`;
}
