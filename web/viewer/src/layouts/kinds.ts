import type { SeriesEntry } from "../dicomweb/archive";
import { isLocalizer, planeName } from "../view/hanging";

/** Body parts that are kept: usual ones (PS3.16 annex L), so that no words of a study are. */
const BODY_PARTS = new Set([
  "ABDOMEN",
  "ABDOMENPELVIS",
  "ANKLE",
  "BRAIN",
  "BREAST",
  "CERVICALSPINE",
  "CHEST",
  "CHESTABDOMEN",
  "CHESTABDPELVIS",
  "CSPINE",
  "ELBOW",
  "FOOT",
  "HAND",
  "HEAD",
  "HEADNECK",
  "HEART",
  "HIP",
  "KIDNEY",
  "KNEE",
  "LIVER",
  "LSPINE",
  "LUMBARSPINE",
  "NECK",
  "PELVIS",
  "PROSTATE",
  "SHOULDER",
  "SKULL",
  "SPINE",
  "THORAX",
  "TSPINE",
  "WHOLEBODY",
  "WRIST",
]);
const MODALITY = /^[A-Z]{2,8}$/;
const MOST = 99;

/** The kind of a study, by the series that it opens with; undefined if it has no usual modality. */
export function kindOf({ modality, bodyPart = "" }: SeriesEntry): string | undefined {
  const part = bodyPart.toUpperCase().replace(/[^A-Z]/g, "");
  if (!MODALITY.test(modality)) {
    return undefined;
  }
  return BODY_PARTS.has(part) ? `${modality}-${part}` : modality;
}

/**
 * What is kept of the series of a study, by their UIDs: modality, plane, and which of these it is.
 * Series that only show where others lie have none.
 */
export function keysOf(images: readonly SeriesEntry[]): Map<string, string> {
  const counts = new Map<string, number>();
  const keys = new Map<string, string>();
  for (const entry of images.filter((it) => MODALITY.test(it.modality) && !isLocalizer(it))) {
    const sort = `${entry.modality}/${planeName(entry)}`;
    const place = (counts.get(sort) ?? 0) + 1;
    counts.set(sort, place);
    if (place <= MOST) {
      keys.set(entry.uid, `${sort}/${place}`);
    }
  }
  return keys;
}

/**
 * The series that a layout means; undefined if the study lacks one of them.
 *
 * @param panes keys; empty for an empty pane
 */
export function seriesFor(
  panes: readonly string[],
  images: readonly SeriesEntry[],
): (SeriesEntry | undefined)[] | undefined {
  const keys = keysOf(images);
  const found = panes.map((key) => images.find(({ uid }) => keys.get(uid) === key));
  const isWhole = panes.every((key, i) => key === "" || found[i] !== undefined);
  return isWhole && found.some((it) => it !== undefined) ? found : undefined;
}
