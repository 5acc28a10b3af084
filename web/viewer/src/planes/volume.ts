import {
  Enums,
  type Types,
  cache,
  cornerstoneStreamingImageVolumeLoader,
  eventTarget,
  utilities,
  volumeLoader,
} from "@cornerstonejs/core";
import type { LoadedSeries } from "../images/loadedSeries";
import { forget, refusalOf } from "../images/loader";
import { Refusal } from "../images/refusals";
import { loadImage } from "../images/wholeImage";
import type { PlacedVoxels } from "./volumeSlab";

const LOADER = "cornerstoneStreamingImageVolume";
const MAX_CONCURRENT = 3;
const { genericViewportDisplaySetMetadataProvider: displaySets, getSpacingInNormalDirection } =
  utilities;

/** The frames of a series as a volume of the library. */
export class SeriesVolume {
  private constructor(
    private readonly made: Types.IImageVolume,
    readonly voxels: PlacedVoxels,
  ) {}

  /**
   * Loads all frames, and makes the volume when all are there: a frame that is missing would be a
   * hole in the other planes.
   *
   * @param progress is told how many frames are there
   * @throws Refusal of the first frame that is not shown
   */
  static async load(
    series: LoadedSeries,
    progress: (done: number, all: number) => void,
    signal: AbortSignal,
  ): Promise<SeriesVolume> {
    volumeLoader.registerVolumeLoader(LOADER, cornerstoneStreamingImageVolumeLoader as never);
    const imageIds = series.frames.map(({ imageId }) => imageId);
    imageIds.forEach(forget);
    checkAlike(await loadAll(imageIds, progress, signal));
    const id = `${LOADER}:${series.entry.uid}`;
    const loaded = loadingOf(id, signal);
    const made = await volumeLoader.createAndCacheVolume(id, { imageIds });
    made.load();
    await loaded;
    displaySets.add(id, { imageIds, volumeId: id, kind: "planar" } as never);
    return new SeriesVolume(made, voxelsOf(made));
  }

  get id(): string {
    return this.made.volumeId;
  }

  /** The distance of the slices of a plane, in mm. */
  distanceAlong(normal: Types.Point3): number {
    return getSpacingInNormalDirection(this.made, normal);
  }

  /** Gives its memory back. The frames stay in the cache of the images. */
  free(): void {
    displaySets.remove(this.id);
    cache.removeVolumeLoadObject(this.id);
  }
}

/** The values that the library draws, and where they are. */
function voxelsOf(made: Types.IImageVolume): PlacedVoxels {
  const { dimensions, direction, imageIds, origin, spacing } = made;
  const slices = imageIds.map((id) => {
    const slice = cache.getImage(id)?.voxelManager?.getScalarData();
    if (slice === undefined) {
      throw new Refusal("undecodable");
    }
    return slice;
  });
  return { dimensions, direction: Array.from(direction), origin, spacing, slices };
}

async function loadAll(
  imageIds: readonly string[],
  progress: (done: number, all: number) => void,
  signal: AbortSignal,
): Promise<Types.IImage[]> {
  const images: Types.IImage[] = [];
  const waiting = [...imageIds];
  const next = async (): Promise<void> => {
    for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) {
      signal.throwIfAborted();
      images.push(await load(id));
      progress(images.length, imageIds.length);
    }
  };
  await Promise.all(Array.from({ length: MAX_CONCURRENT }, next));
  signal.throwIfAborted();
  return images;
}

async function load(imageId: string): Promise<Types.IImage> {
  try {
    return await loadImage(imageId, { priority: 0, requestType: Enums.RequestType.Prefetch });
  } catch (fault) {
    throw refusalOf(imageId) ?? (fault instanceof Refusal ? fault : new Refusal("unreachable"));
  }
}

/** Values of different kinds in one volume would be read as those of the first frame. */
function checkAlike([first, ...others]: readonly Types.IImage[]): void {
  const kind = (image: Types.IImage | undefined) => image?.getPixelData().constructor;
  if (others.some((image) => kind(image) !== kind(first))) {
    throw new Refusal("values", "frames of different kinds");
  }
}

function loadingOf(id: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const name = Enums.Events.IMAGE_VOLUME_LOADING_COMPLETED;
    const completed = (event: Event) => {
      if ((event as CustomEvent<{ volumeId: string }>).detail.volumeId === id) {
        eventTarget.removeEventListener(name, completed);
        resolve();
      }
    };
    eventTarget.addEventListener(name, completed);
    signal.addEventListener("abort", () => {
      eventTarget.removeEventListener(name, completed);
      reject(signal.reason as Error);
    });
  });
}
