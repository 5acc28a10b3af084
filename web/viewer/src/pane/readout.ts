import type { Types } from "@cornerstonejs/core";
import type { Frame } from "../images/loadedSeries";
import { hasValues } from "../images/loader";
import { text } from "../messages";
import { NO_MARKS, directionsOf, marksOf, onScreen } from "./orientation";
import type { Overlay } from "./overlay";
import type { Picture } from "./picture";

const PERCENT = 100;
const HUNDREDTHS = 100;

/** What the overlay says of how an image is drawn: window, zoom, orientation, a value. */
export class Readout {
  constructor(
    private readonly picture: Picture,
    private readonly overlay: Overlay,
  ) {}

  show(frame: Frame): void {
    this.overlay.view(this.windowWords(frame), this.mirroredWords(), this.zoomWords(frame));
    this.mark(frame);
  }

  /** Shows the value under the pointer in place of the zoom. */
  point(frame: Frame, place: Types.Point2): void {
    const [x, y] = (this.picture.pixelAt(place) ?? []).map(Math.floor);
    const value = x === undefined || y === undefined ? undefined : this.valuesAt(x, y);
    if (value !== undefined && hasValues(frame.attributes)) {
      const words = text("viewer.overlay.value", x ?? 0, y ?? 0, value.map(rounded).join(" "));
      this.overlay.view(this.windowWords(frame), this.mirroredWords(), words);
    }
  }

  /** The values of a pixel: one, or red, green and blue; undefined outside of the image. */
  private valuesAt(x: number, y: number): number[] | undefined {
    const { image } = this.picture;
    if (!image || x < 0 || y < 0 || x >= image.columns || y >= image.rows) {
      return undefined;
    }
    const values = image.getPixelData();
    const channels = values.length / (image.rows * image.columns);
    const at = (y * image.columns + x) * channels;
    return Array.from(values.slice(at, at + Math.min(3, channels)));
  }

  /** How many pixels of the screen a pixel of the image takes, in percent. */
  private zoomWords({ imageId }: Frame): string {
    const { image } = this.picture;
    if (!image) {
      return "";
    }
    const [[x, y]] = onScreen(imageId, (world) => this.picture.toCanvas(world));
    const zoom = Math.hypot(x, y) * (image.columnPixelSpacing || 1);
    return text("viewer.overlay.zoom", Math.round(PERCENT * zoom));
  }

  private mirroredWords(): string {
    const { image, presentation } = this.picture;
    return image && presentation.isMirrored ? text("viewer.overlay.mirrored") : "";
  }

  private windowWords({ attributes }: Frame): string {
    const { image, presentation } = this.picture;
    const { window } = presentation;
    if (!window || !image || image.color || !hasValues(attributes)) {
      return "";
    }
    return text("viewer.overlay.window", Math.round(window.centre), Math.round(window.width));
  }

  private mark({ imageId, attributes }: Frame): void {
    const directions = directionsOf(attributes);
    this.overlay.mark(
      directions && this.picture.image
        ? marksOf(directions, ...onScreen(imageId, (world) => this.picture.toCanvas(world)))
        : NO_MARKS,
    );
  }
}

function rounded(value: number): number {
  return Math.round(value * HUNDREDTHS) / HUNDREDTHS;
}
