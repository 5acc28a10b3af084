import type { Chosen } from "../images/picture/greys";

export const QUARTER_TURN = 90;
export const FULL_TURN = 360;
export const ZOOM_STEP = 1.25;

/** A window of values. */
export interface Window {
  readonly centre: number;
  readonly width: number;
}

/** What buttons and keys change about what is shown. */
export interface Adjusted {
  window: Window | undefined;
  /** Widens or moves the window by a factor of its width. */
  adjust(what: "width" | "centre", factor: number): void;
  /** What makes greys of values; reconstructions have nothing but a window. */
  choose?(by: Chosen | undefined): void;
  /** The window that the image brings, or its whole range. */
  resetWindow(): void;
  invert(): void;
  rotate(): void;
  /** Mirrors left and right ("across"), or top and bottom; reconstructions are never mirrored. */
  mirror?(axis: "across" | "down"): void;
  reset(): void;
}

/** What is shown of several images or slices, one after the other. */
export interface Stepped {
  step(by: number): void;
  end(last: boolean): void;
}

/** A window that is wider by a factor, or moved by as much. */
export function adjusted({ centre, width }: Window, what: "width" | "centre", factor: number) {
  return what === "width"
    ? { centre, width: width * factor }
    : { centre: centre + width * (factor - 1), width };
}
