import type { Types } from "@cornerstonejs/core";
import { decimal } from "sallyport-common/language";
import type { Frame } from "../images/loadedSeries";
import type { Attributes } from "../dicomweb/attributes";
import type { Presented } from "../images/picture/picture";
import { type NoSuv, suvOf } from "../images/picture/suv";
import { type RealValues, isPet, realValuesOf } from "../images/values";
import { type PlainKey, text } from "../messages";
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
    const { attributes } = frame;
    this.overlay.view(
      this.windowWords(frame),
      this.mirroredWords(),
      this.zoomWords(frame),
      whyNoSuv(attributes),
    );
    this.mark(frame);
  }

  /** Shows the value under the pointer in place of the zoom. */
  point(frame: Frame, place: Types.Point2): void {
    const [x, y] = (this.picture.pixelAt(place) ?? []).map(Math.floor);
    const value = x === undefined || y === undefined ? undefined : this.wordsAt(frame, x, y);
    if (value !== undefined) {
      const words = text("viewer.overlay.value", x ?? 0, y ?? 0, value);
      this.overlay.view(this.windowWords(frame), this.mirroredWords(), words);
    }
  }

  /** The value of a pixel, or its red, green and blue; undefined outside of the image. */
  private wordsAt({ attributes }: Frame, x: number, y: number): string | undefined {
    const { image } = this.picture;
    if (!image || x < 0 || y < 0 || x >= image.columns || y >= image.rows) {
      return undefined;
    }
    const values = image.getPixelData();
    const channels = values.length / (image.rows * image.columns);
    const at = (y * image.columns + x) * channels;
    const stored = Array.from(values.slice(at, at + Math.min(3, channels)));
    if (image.color) {
      return stored.join(" ");
    }
    if ((image as Presented).isPadding?.(at) === true) {
      return text("viewer.value.none");
    }
    const real = realValuesOf(image);
    const [number = 0] = stored;
    return (
      real && `${decimal(rounded(number * real.factor + real.offset))}${petUnit(real, attributes)}`
    );
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
    if (!window || !image || image.color) {
      return "";
    }
    if (isPet(attributes)) {
      const real = realValuesOf(image);
      const suv = suvOf(attributes);
      const by = "factor" in suv ? suv.factor : 1;
      const ends = [-0.5, 0.5].map((it) => rounded((window.centre + it * window.width) * by));
      return real ? text("viewer.overlay.window-pet", ends[0] ?? 0, ends[1] ?? 0, real.unit) : "";
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

/** Values of PET bear their unit: there are several. */
function petUnit({ unit }: RealValues, attributes: Attributes): string {
  return isPet(attributes) ? ` ${unit}` : "";
}

const NO_SUV: Readonly<Record<NoSuv, PlainKey>> = {
  units: "viewer.suv.none.units",
  corrections: "viewer.suv.none.corrections",
  dose: "viewer.suv.none.dose",
  weight: "viewer.suv.none.weight",
  times: "viewer.suv.none.times",
};

/** Why a PET image has no standardised uptake values; empty for other images. */
function whyNoSuv(attributes: Attributes): string {
  const suv = isPet(attributes) ? suvOf(attributes) : undefined;
  return suv !== undefined && "why" in suv ? text(NO_SUV[suv.why]) : "";
}

function rounded(value: number): number {
  return Math.round(value * HUNDREDTHS) / HUNDREDTHS;
}
