import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { TAG, textOf } from "../dicomweb/attributes";
import type { LoadedSeries, OtherObject } from "../images/loadedSeries";
import { text } from "../messages";
import { type PageData, expand, fileOf } from "../page";
import type { Pane } from "../pane/pane";

const REPORTS = /^1\.2\.840\.10008\.5\.1\.4\.1\.1\.(88\.(?!59)|104\.)/;
const KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59";
const REFERENCED_SERIES = "00081115";
const REFERENCED_OBJECTS = "00081199";
const REFERENCED_OBJECT = "00081155";
const EVIDENCE = "0040A375";

/** Which series, object and frame to open first. */
export interface Start {
  readonly entry: SeriesEntry;
  readonly object: string;
  readonly frame: number;
}

/** The series that the page asks for; the first one if it asks for none or one that is not there. */
export async function startOf(
  page: PageData,
  archive: Archive,
  entries: readonly SeriesEntry[],
): Promise<Start | undefined> {
  const { object, frame, study } = page;
  const uid =
    page.series || (object && (await archive.seriesOf(study, object).catch(() => undefined))) || "";
  const found = entries.find((entry) => entry.uid === uid);
  const entry = found ?? entries.find(({ modality }) => !isText(modality)) ?? entries[0];
  return entry && { entry, object: found ? object : "", frame };
}

function isText(modality: string): boolean {
  return ["SR", "DOC", "KO", "PR", "RTPLAN", "RTSTRUCT", "REG"].includes(modality);
}

/** The index of an object's frame in a series; the first one if it is not there. */
export function indexOf({ frames }: LoadedSeries, object: string, frame: number): number {
  return Math.max(
    0,
    frames.findIndex((it) => it.object === object && it.number === frame),
  );
}

/** Says of a series without images what it is, and where it can be read. */
export function tellOther(pane: Pane, series: LoadedSeries, page: PageData): void {
  const [other] = series.others;
  if (other === undefined) {
    pane.tell(text("viewer.other.empty"));
    return;
  }
  const { study } = series.entry;
  const file = fileOf(page, study, other.object);
  if (REPORTS.test(other.sopClass) && page.report !== "") {
    const href = expand(page.report, { study, object: other.object });
    pane.tell(text("viewer.other.report"), { words: text("viewer.other.open-report"), href });
  } else if (other.sopClass === KEY_OBJECTS) {
    const offer = keyLink(other, `${page.pages}${study}/view`);
    pane.tell(text("viewer.other.key-objects"), offer, file);
  } else {
    pane.tell(text("viewer.other.no-image", series.entry.modality), undefined, file);
  }
}

/** A link that opens the first image that a key object selection refers to. */
function keyLink({ attributes }: OtherObject, view: string) {
  const first = (of: unknown, tag: string) =>
    ((of as Record<string, { Value?: unknown[] }> | undefined)?.[tag]?.Value ?? [])[0];
  const series = first(first(attributes, EVIDENCE), REFERENCED_SERIES);
  const object = first(first(series, REFERENCED_OBJECTS), REFERENCED_OBJECT);
  const uid = series && textOf(series as never, TAG.series);
  return typeof object === "string" && uid
    ? {
        words: text("viewer.other.open-key"),
        href: `${view}?series=${uid}&object=${object}`,
      }
    : undefined;
}
