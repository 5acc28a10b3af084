import { type Archive, BadAnswer, type SeriesEntry } from "../dicomweb/archive";
import type { Received } from "../dicomweb/receiving";
import { type Frame, type LoadedSeries, loadSeries } from "./loadedSeries";
import type { Reference } from "./references";
import type { Selection } from "./selection";
import { isTooLarge } from "./size";

/** More are left out, and it is said: each series is a request. */
const MAX_SERIES = 50;
/** As many are loaded ahead at the most. */
const MAX_IMAGES = 600;
const MAX_CONCURRENT = 3;
/** What is not there, and what one may not see: nobody can tell them apart. */
const ABSENT = [403, 404, 410];

/** What a selection names and is not shown: how many images or objects, by reason. */
export interface LeftOut {
  /** It is not there, or the reader may not see it. */
  readonly missing: number;
  /** It is not an image. */
  readonly others: number;
  /** There are too many. */
  readonly beyond: number;
  /** How many images the selection has, as far as that is known. */
  readonly of: number;
}

/** The other studies of the patient that the reader may see; asked for only if one is named. */
export type OtherStudies = () => Promise<readonly { readonly uid: string }[]>;

/** What was loaded, by study and series; undefined for a series that is not there. */
type Loaded = ReadonlyMap<string, LoadedSeries | undefined>;

type Found = readonly Frame[] | "missing" | "other" | "beyond";

/**
 * The images of a selection as a stack in its order, from all series and studies that they are in.
 * An image that is named twice is there once.
 *
 * @param series the one that the selection is in
 * @param studies no image of another one is asked for
 * @param tell is told how much of the attributes has come
 */
export async function loadSelected(
  archive: Archive,
  series: SeriesEntry,
  selection: Selection,
  studies: OtherStudies,
  signal: AbortSignal,
  tell?: (received: Received) => void,
): Promise<LoadedSeries> {
  const { references } = selection;
  const isAlone = references.every(({ study }) => ["", series.study].includes(study));
  const seen = isAlone ? [] : (await studies()).map(({ uid }) => uid);
  const allowed = new Set([series.study, ...seen]);
  const known = references.filter(({ study }) => allowed.has(study));
  const found = foundIn(await loadAll(archive, known, signal, tell));
  const frames = new Map<string, Frame>();
  const counts = { missing: 0, other: 0, beyond: 0 };
  for (const reference of references) {
    for (const it of allowed.has(reference.study) ? found(reference) : absent(reference)) {
      if (typeof it === "string") {
        counts[it]++;
      } else {
        it.forEach((frame) => frames.set(frame.imageId, frame));
      }
    }
  }
  const shown = [...frames.values()].slice(0, MAX_IMAGES);
  const leftOut: LeftOut = {
    missing: counts.missing,
    others: counts.other,
    beyond: counts.beyond + frames.size - shown.length,
    of: frames.size + counts.missing + counts.beyond,
  };
  return { entry: series, frames: shown, others: [], selection: { ...selection, leftOut } };
}

/** Each series that is referred to, up to a number. */
async function loadAll(
  archive: Archive,
  references: readonly Reference[],
  signal: AbortSignal,
  tell?: (received: Received) => void,
): Promise<Loaded> {
  const loaded = new Map<string, LoadedSeries | undefined>();
  const places = [...new Map(references.map((it) => [keyOf(it), it])).values()];
  const waiting = places.slice(0, MAX_SERIES);
  const told = waiting.length === 1 ? tell : undefined;
  const lists = new Map<string, Promise<SeriesEntry[]>>();
  const load = async (place: Reference) => {
    const { study, series } = place;
    const list = lists.get(study) ?? archive.series(study, signal).catch(ifAbsent([]));
    lists.set(study, list);
    const entry = (await list).find(({ uid }) => uid === series);
    const found = entry && loadSeries(archive, entry, signal, told).catch(ifAbsent(undefined));
    loaded.set(keyOf(place), await found);
  };
  while (waiting.length > 0) {
    await Promise.all(waiting.splice(0, MAX_CONCURRENT).map(load));
  }
  return loaded;
}

function keyOf({ study, series }: Reference): string {
  return `${study}/${series}`;
}

function ifAbsent<T>(instead: T): (fault: unknown) => T {
  return (fault) => {
    if (fault instanceof BadAnswer && ABSENT.includes(fault.status)) {
      return instead;
    }
    throw fault;
  };
}

/** Finds what references lead to, for each frame that they name. */
function foundIn(loaded: Loaded): (reference: Reference) => readonly Found[] {
  const objects = new Map<string, Frame[]>();
  const others = new Set<string>();
  for (const [key, series] of loaded) {
    for (const frame of series?.frames ?? []) {
      const name = `${key}/${frame.object}`;
      const frames = objects.get(name) ?? [];
      frames.push(frame);
      objects.set(name, frames);
    }
    series?.others.forEach(({ object }) => others.add(`${key}/${object}`));
  }
  return (reference) => {
    const key = keyOf(reference);
    const name = `${key}/${reference.object}`;
    const all = objects.get(name);
    if (!loaded.has(key)) {
      return absent(reference, "beyond");
    }
    return all === undefined
      ? absent(reference, others.has(name) ? "other" : "missing")
      : named(all, reference);
  };
}

/** @param all the frames of the object, in their order */
function named(all: readonly Frame[], { frames }: Reference): readonly Found[] {
  const [first] = all;
  const isOne = first !== undefined && isTooLarge(first.attributes);
  return frames.length === 0
    ? [all]
    : frames.map((number) => {
        const frame = isOne ? first : all[number - 1];
        return frame === undefined ? "missing" : [frame];
      });
}

function absent({ frames }: Reference, why: "missing" | "other" | "beyond" = "missing"): Found[] {
  return frames.length === 0 ? [why] : frames.map(() => why);
}
