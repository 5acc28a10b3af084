import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { type Attributes, TAG, numberOf, numbersOf, textOf } from "../dicomweb/attributes";
import { correctAttributes } from "../dicomweb/corrections";
import type { Received } from "../dicomweb/receiving";
import { describe, imageIdOf } from "./loader";
import type { LeftOut } from "./selectedImages";
import type { Selection } from "./selection";
import { listedFrames } from "./size";
import { isVideo } from "./video";

/** A loop with longer pauses is not one of times of frames. */
const MAX_FRAME_MILLIS = 60_000;

/** An object that the viewer does not show as an image. */
export interface OtherObject {
  readonly object: string;
  readonly sopClass: string;
  readonly attributes: Attributes;
}

/** A frame of a series. */
export interface Frame {
  readonly imageId: string;
  readonly object: string;
  /** From 1. */
  readonly number: number;
  readonly attributes: Attributes;
  /** The series that it belongs to. */
  readonly series: SeriesEntry;
  /** Which image of its series it is, from 1, and of how many. */
  readonly place: number;
  readonly count: number;
}

/** A series with the attributes of its objects. */
export interface LoadedSeries {
  readonly entry: SeriesEntry;
  readonly frames: readonly Frame[];
  readonly others: readonly OtherObject[];
  /** The selection of which the frames are the images; they may be of other series then. */
  readonly selection?: Selection & { readonly leftOut: LeftOut };
}

/**
 * Loads the attributes of a series and tells the library of its frames.
 *
 * @param tell is told how much of the attributes has come
 */
export async function loadSeries(
  archive: Archive,
  entry: SeriesEntry,
  signal?: AbortSignal,
  tell?: (received: Received) => void,
): Promise<LoadedSeries> {
  const objects = await archive.objects(entry, signal, tell);
  const frames: Omit<Frame, "series" | "place" | "count">[] = [];
  const others: OtherObject[] = [];
  for (const raw of [...objects].sort(byPlace)) {
    const object = textOf(raw, TAG.sopInstance);
    if (isImage(raw) && !isVideo(raw)) {
      const attributes = await correctAttributes(raw, archive, signal);
      frames.push(...framesOf(archive.object(entry, object), object, attributes));
    } else {
      others.push({ object, sopClass: textOf(raw, TAG.sopClass), attributes: raw });
    }
  }
  const count = frames.length;
  const placed = frames.map((frame, i) => ({ ...frame, series: entry, place: i + 1, count }));
  return { entry, frames: placed, others };
}

/** The frames of several series, one series after the other. */
export async function loadFrames(
  archive: Archive,
  series: readonly SeriesEntry[],
): Promise<Frame[]> {
  const loaded = await Promise.all(series.map((entry) => loadSeries(archive, entry)));
  return loaded.flatMap(({ frames }) => frames);
}

/** The object and the frame that open a series, or a selection, at one of its frames. */
export function placeIn(
  { frames, selection }: LoadedSeries,
  index: number,
): { readonly object: string; readonly frame: number } | undefined {
  const frame = frames[index];
  if (frame === undefined) {
    return undefined;
  }
  return selection === undefined
    ? { object: frame.object, frame: frame.number }
    : { object: selection.object, frame: index + 1 };
}

function framesOf(path: string, object: string, attributes: Attributes) {
  return Array.from({ length: listedFrames(attributes) }, (_, i) => {
    const imageId = imageIdOf(path, i + 1);
    describe(imageId, attributes);
    return { imageId, object, number: i + 1, attributes };
  });
}

export function isImage(attributes: Attributes): boolean {
  return (
    (numberOf(attributes, TAG.rows) ?? 0) > 0 &&
    (numberOf(attributes, TAG.columns) ?? 0) > 0 &&
    textOf(attributes, TAG.photometric) !== ""
  );
}

/** By number of the image, then by position along the axis of the slices, then by name. */
export function byPlace(a: Attributes, b: Attributes): number {
  return (
    (numberOf(a, TAG.instanceNumber) ?? 0) - (numberOf(b, TAG.instanceNumber) ?? 0) ||
    sliceOf(a) - sliceOf(b) ||
    (textOf(a, TAG.sopInstance) < textOf(b, TAG.sopInstance) ? -1 : 1)
  );
}

function sliceOf(attributes: Attributes): number {
  const [rx = 1, ry = 0, rz = 0, cx = 0, cy = 1, cz = 0] = numbersOf(attributes, TAG.orientation);
  const [x = 0, y = 0, z = 0] = numbersOf(attributes, TAG.position);
  return x * (ry * cz - rz * cy) + y * (rz * cx - rx * cz) + z * (rx * cy - ry * cx);
}

/**
 * Frames a second for a loop: recommended, of the acquisition, or from the times of its frames, which
 * may differ (PS3.3 C.7.6.5).
 */
export function rateOf(attributes: Attributes): number | undefined {
  const millis = numberOf(attributes, TAG.frameTime) ?? 0;
  const times = timesOf(attributes);
  const all = times?.reduce((sum, it) => sum + it, 0) ?? 0;
  const rate =
    numberOf(attributes, TAG.frameDisplayRate) ??
    (times === undefined ? numberOf(attributes, TAG.cineRate) : (1000 * times.length) / all) ??
    (millis > 0 ? 1000 / millis : undefined);
  return rate !== undefined && rate > 0 ? Math.min(60, Math.max(1, Math.round(rate))) : undefined;
}

/**
 * How long each frame of an object is shown, in milliseconds, if that is not the same for all: until
 * the next one by the Frame Time Vector, and the last one as long as a frame on average. Undefined if
 * a rate is recommended, or if it does not say so of each frame.
 */
export function timesOf(attributes: Attributes): readonly number[] | undefined {
  const [, ...until] = numbersOf(attributes, TAG.frameTimes);
  const isOfEach =
    until.length > 0 &&
    until.length + 1 === numberOf(attributes, TAG.frames) &&
    until.every((it) => it > 0 && it <= MAX_FRAME_MILLIS);
  return isOfEach && numberOf(attributes, TAG.frameDisplayRate) === undefined
    ? [...until, until.reduce((sum, it) => sum + it, 0) / until.length]
    : undefined;
}
