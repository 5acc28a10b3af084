import { Enums, cache } from "@cornerstonejs/core";
import type { Frame } from "./loadedSeries";
import { refusalOf } from "./loader";
import { loadImage } from "./wholeImage";

const MAX_CONCURRENT = 3;
const MAX_FRAMES = 600;

/** Loads the frames of a series ahead, those near the current one first, until it is stopped. */
export class Prefetch {
  private waiting: string[];
  private readonly running = new Set<string>();
  private stopped = false;

  /**
   * @param progress is told how many of the frames are there
   */
  constructor(
    private readonly frames: readonly Frame[],
    around: number,
    private readonly progress: (done: number, all: number) => void,
  ) {
    this.waiting = nearest(frames.length, around)
      .slice(0, MAX_FRAMES)
      .map((i) => frames[i]?.imageId ?? "");
    this.begin();
  }

  private begin(): void {
    for (let i = 0; i < MAX_CONCURRENT; i++) {
      void this.next();
    }
  }

  /** Loads what failed when there was no network. */
  resume(): void {
    const isIdle = this.running.size === 0 && this.waiting.length === 0;
    if (!this.stopped && isIdle) {
      this.waiting = this.frames
        .slice(0, MAX_FRAMES)
        .map(({ imageId }) => imageId)
        .filter((imageId) => !cache.isLoaded(imageId));
      this.begin();
    }
  }

  /** Requests that run are ended, too. */
  stop(): void {
    this.stopped = true;
    this.waiting = [];
    for (const imageId of this.running) {
      cache.getImageLoadObject(imageId)?.cancelFn?.();
    }
    this.running.clear();
  }

  private async next(): Promise<void> {
    for (let id = this.waiting.shift(); id !== undefined && !this.stopped; ) {
      await this.load(id);
      id = this.waiting.shift();
    }
  }

  private async load(imageId: string): Promise<void> {
    if (refusalOf(imageId) !== undefined || cache.getImageLoadObject(imageId) !== undefined) {
      return;
    }
    this.running.add(imageId);
    try {
      await loadImage(imageId, { priority: 10, requestType: Enums.RequestType.Prefetch });
    } catch {
      // Said in the image's place when it is opened.
    }
    this.running.delete(imageId);
    if (!this.stopped) {
      this.progress(this.loaded(), this.frames.length);
    }
  }

  private loaded(): number {
    return this.frames.filter(({ imageId }) => cache.isLoaded(imageId)).length;
  }
}

/** Indices by their distance to one of them. */
export function nearest(count: number, around: number): number[] {
  return Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => Math.abs(a - around) - Math.abs(b - around) || b - a,
  );
}
