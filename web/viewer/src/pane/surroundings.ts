import type { RenderingEngine } from "@cornerstonejs/core";
import type { Archive } from "../dicomweb/archive";
import type { Frame } from "../images/loadedSeries";

/** What a pane needs of its surroundings. */
export interface Surroundings {
  readonly engine: RenderingEngine;
  readonly archive: Archive;
  readonly notice: boolean;
  /** Where an object can be downloaded; empty if nowhere. */
  file(study: string, object: string): string;
  /** What reports say of an image, and the contours on it, in words; none for nothing. */
  reported(frame: Frame): string[];
  /** Announces a sentence to screen readers. */
  say(words: string): void;
  /** Another image is shown, or another series. */
  changed(): void;
  /** Window, zoom or place of what is shown changed. */
  moved(): void;
  /** Stops what plays. */
  pause(): void;
}
