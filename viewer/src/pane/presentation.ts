import type { StackViewport, Types } from "@cornerstonejs/core";
import {
  type Adjusted,
  QUARTER_TURN,
  FULL_TURN,
  type Window,
  ZOOM_STEP,
  adjusted,
} from "./adjusted";
import { rangeOf, windowOf } from "./windows";

/** How the images of a stack are presented: window, zoom, place and turn. */
export class Presentation implements Adjusted {
  /**
   * @param image the image that is shown; undefined if there is none
   * @param changed is told of what the library does not report
   */
  constructor(
    private readonly view: StackViewport,
    private readonly image: () => Types.IImage | undefined,
    private readonly changed: () => void,
  ) {}

  get window(): Window | undefined {
    // Null before the first image, whatever its type says.
    return windowOf(this.view.getProperties().voiRange);
  }

  set window(window: Window | undefined) {
    if (window !== undefined && this.image() !== undefined) {
      this.view.setProperties({ voiRange: rangeOf(window) });
      this.view.render();
    }
  }

  adjust(what: "width" | "centre", factor: number): void {
    const { window } = this;
    const image = this.image();
    if (window !== undefined && image !== undefined && !image.color) {
      this.window = adjusted(window, what, factor);
    }
  }

  resetWindow(): void {
    const image = this.image();
    if (image !== undefined) {
      this.window = { centre: first(image.windowCenter), width: first(image.windowWidth) };
    }
  }

  enlarge(steps: number): void {
    this.view.setZoom(this.view.getZoom() * ZOOM_STEP ** steps);
    this.view.render();
  }

  move(right: number, down: number): void {
    const [x, y] = this.view.getPan();
    this.view.setPan([x + right, y + down]);
    this.view.render();
  }

  invert(): void {
    this.view.setProperties({ invert: this.view.getProperties().invert !== true });
    this.view.render();
  }

  rotate(): void {
    const { rotation = 0 } = this.view.getViewPresentation();
    this.view.setViewPresentation({ rotation: (rotation + QUARTER_TURN) % FULL_TURN });
    this.view.render();
    this.changed();
  }

  reset(): void {
    this.view.resetProperties();
    this.view.setViewPresentation({ rotation: 0 });
    this.view.resetCamera();
    this.view.render();
    this.changed();
  }
}

function first(value: number | number[]): number {
  return Array.isArray(value) ? (value[0] ?? 0) : value;
}
