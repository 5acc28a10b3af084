import { TAG, numberOf } from "../dicomweb/attributes";
import type { Frame } from "../images/loadedSeries";

/** A key image as the server is told of it (studies.publish.PublishCalls). */
export interface KeyImage {
  readonly series: string;
  readonly object: string;
  /** From 1; 0 for an image of one frame. */
  readonly frame: number;
}

/** The images of a study that the reader chose, until the page is left. */
export class KeyImages {
  private readonly chosen = new Map<string, KeyImage>();

  constructor(private readonly study: string) {}

  get count(): number {
    return this.chosen.size;
  }

  get all(): readonly KeyImage[] {
    return [...this.chosen.values()];
  }

  has(frame: Frame | undefined): boolean {
    return frame !== undefined && this.chosen.has(keyOf(frame));
  }

  /** Whether an image belongs to the study whose key images are chosen. */
  canHave(frame: Frame | undefined): frame is Frame {
    return frame?.series.study === this.study;
  }

  /** Chooses an image, or no longer. */
  toggle(frame: Frame): void {
    const key = keyOf(frame);
    if (!this.chosen.delete(key)) {
      this.chosen.set(key, imageOf(frame));
    }
  }

  clear(): void {
    this.chosen.clear();
  }
}

function keyOf({ object, number }: Frame): string {
  return `${object}/${number}`;
}

function imageOf({ series, object, number, attributes }: Frame): KeyImage {
  const frames = numberOf(attributes, TAG.frames) ?? 1;
  return { series: series.uid, object, frame: frames > 1 ? number : 0 };
}
