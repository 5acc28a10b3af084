import type { StackViewport, Types } from "@cornerstonejs/core";
import type { Chosen } from "../images/picture/greys";
import type { Area } from "../images/states/area";
import { type Adjusted, QUARTER_TURN, FULL_TURN, type Window, adjusted } from "./adjusted";
import { StackPlacement } from "./placement";
import { rangeOf, windowOf } from "./windows";

/** The part of the library's viewport that keeps what was chosen, and asks for it (build/patches.ts). */
interface Keeping {
  keepsNoWindow?: boolean;
  _cpuFallbackEnabledElement?: {
    viewport?: { voiLUT?: { readonly id: string; readonly by: Chosen } | undefined };
  };
}

const NOT_MIRRORED = { flipHorizontal: false, flipVertical: false };

/** How the images of a stack are presented: window, zoom, place and turn. */
export class Presentation implements Adjusted {
  readonly placement: StackPlacement;
  /** Whether the greys are shown the other way round than the image wants. */
  private isInverted = false;

  /**
   * @param image the image that is shown; undefined if there is none
   * @param changed is told of what the library does not report
   */
  constructor(
    private readonly view: StackViewport,
    private readonly image: () => Types.IImage | undefined,
    private readonly changed: () => void,
  ) {
    this.placement = new StackPlacement(view);
  }

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

  choose(by: Chosen | undefined): void {
    const kept = (this.view as unknown as Keeping)._cpuFallbackEnabledElement?.viewport;
    if (kept !== undefined) {
      kept.voiLUT = by && { id: JSON.stringify(by), by };
    }
  }

  /** Shows each image with the window that it brings. */
  resetWindow(): void {
    if (this.image() !== undefined) {
      this.choose(undefined);
      this.view.resetProperties();
      this.applyInvert();
    }
  }

  invert(): void {
    this.isInverted = !this.isInverted;
    this.applyInvert();
  }

  /**
   * Another stack is shown from now on, as it is.
   *
   * @param keepsWindow whether a window that is chosen stays for the next images
   */
  begins(keepsWindow: boolean): void {
    this.isInverted = false;
    (this.view as unknown as Keeping).keepsNoWindow = !keepsWindow;
    if (this.image() !== undefined) {
      this.view.setCamera(NOT_MIRRORED);
    }
  }

  /** Whether the image is shown the other way round than it was made. */
  get isMirrored(): boolean {
    const { flipHorizontal = false, flipVertical = false } = this.view.getCamera();
    return flipHorizontal !== flipVertical;
  }

  /** The library mirrors along the image's own axes, which a quarter turn exchanges. */
  mirror(axis: "across" | "down"): void {
    if (this.image() === undefined) {
      return;
    }
    const { rotation = 0 } = this.view.getViewPresentation();
    const { flipHorizontal = false, flipVertical = false } = this.view.getCamera();
    const isTurned = rotation % (2 * QUARTER_TURN) !== 0;
    this.view.setCamera(
      (axis === "across") === isTurned
        ? { flipVertical: !flipVertical }
        : { flipHorizontal: !flipHorizontal },
    );
    this.view.render();
    this.changed();
  }

  rotate(): void {
    const { rotation = 0 } = this.view.getViewPresentation();
    this.view.setViewPresentation({ rotation: (rotation + QUARTER_TURN) % FULL_TURN });
    this.view.render();
    this.changed();
  }

  reset(): void {
    this.isInverted = false;
    this.choose(undefined);
    this.view.resetProperties();
    this.applyInvert();
    this.view.setViewPresentation({ rotation: 0 });
    this.view.setCamera(NOT_MIRRORED);
    this.view.resetCamera();
    this.view.render();
    this.changed();
  }

  /**
   * Turns an image clockwise by degrees, then exchanges left and right, and shows a part of it; the
   * whole image if none is given.
   */
  arrange(rotation: number, isFlipped: boolean, area?: Area): void {
    if (this.image() === undefined) {
      return;
    }
    this.view.setViewPresentation({ rotation });
    this.view.setCamera(NOT_MIRRORED);
    this.view.resetCamera();
    if (isFlipped) {
      this.mirror("across");
    }
    if (area !== undefined) {
      this.placement.showArea(area, rotation % (2 * QUARTER_TURN) !== 0);
    }
    this.view.render();
    this.changed();
  }

  /** The greys of some images are inverted as they are; the library forgets it when asked. */
  private applyInvert(): void {
    const isOwn = (this.image() as { invert?: boolean } | undefined)?.invert === true;
    this.view.setProperties({ invert: isOwn !== this.isInverted });
    this.view.render();
    this.changed();
  }
}
