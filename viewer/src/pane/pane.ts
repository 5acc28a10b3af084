import type { RenderingEngine, Types } from "@cornerstonejs/core";
import type { Archive } from "../dicomweb/archive";
import type { Attributes } from "../dicomweb/attributes";
import { el } from "../dom";
import type { Frame, LoadedSeries } from "../images/loadedSeries";
import { hasValues } from "../images/loader";
import { Prefetch } from "../images/prefetch";
import type { Reason } from "../images/refusals";
import { text } from "../messages";
import type { Stepped } from "./adjusted";
import { NO_MARKS, directionsOf, marksOf, onScreen } from "./orientation";
import { Overlay } from "./overlay";
import { type Listener, Picture } from "./picture";
import { ProgressBar } from "./progressBar";
import { type Offer, Trouble } from "./trouble";
import { seriesName } from "./words";

const PERCENT = 100;
const SLOW_MILLIS = 2500;

/** What a pane needs of its surroundings. */
export interface Surroundings {
  readonly engine: RenderingEngine;
  readonly archive: Archive;
  readonly notice: boolean;
  /** Where an object can be downloaded; empty if nowhere. */
  file(study: string, object: string): string;
  /** Announces a sentence to screen readers. */
  say(words: string): void;
  /** Another image is shown, or another series. */
  changed(pane: Pane): void;
}

/** A pane: an image, the text on it, and what is said in its place if there is none. */
export class Pane implements Listener, Stepped {
  readonly element: HTMLElement;
  readonly picture: Picture;
  series: LoadedSeries | undefined;
  private readonly overlay: Overlay;
  private readonly trouble: Trouble;
  private readonly loading = el("p", { class: "pane__loading", hidden: true });
  private readonly progress = new ProgressBar();
  private prefetch: Prefetch | undefined;
  private slow: number | undefined;
  private firstShown = false;

  constructor(
    readonly number: number,
    private readonly around: Surroundings,
  ) {
    this.overlay = new Overlay(around.notice);
    this.trouble = new Trouble();
    const view = el("div", { class: "pane__view" });
    this.element = el(
      "section",
      { class: "pane", tabindex: "0", "aria-label": text("viewer.pane.name", number) },
      view,
      this.overlay.element,
      this.loading,
      this.trouble.element,
      this.progress.element,
    );
    view.addEventListener("contextmenu", (event) => event.preventDefault());
    view.addEventListener("pointermove", (event) => this.point([event.offsetX, event.offsetY]));
    view.addEventListener("pointerleave", () => this.changes());
    document.querySelector("[data-panes]")?.append(this.element);
    this.picture = new Picture(around.engine, `pane-${number}`, view, this);
    Object.assign(this.element, { valueAt: (x: number, y: number) => this.valueAt(x, y) });
  }

  get frame(): Frame | undefined {
    return this.series?.frames[this.picture.index];
  }

  /** Shows a series from one of its frames on. */
  async show(series: LoadedSeries, index: number): Promise<void> {
    this.leave();
    this.series = series;
    const [first] = series.frames;
    if (first === undefined) {
      return;
    }
    this.overlay.describe(first.attributes);
    await this.picture.show(
      series.frames.map(({ imageId }) => imageId),
      index,
    );
  }

  /** Ends what is loaded ahead for a series that is no longer looked at. */
  leave(): void {
    this.prefetch?.stop();
    this.prefetch = undefined;
    this.firstShown = false;
    this.progress.set(1, 1);
    this.overlay.clear();
    this.trouble.hide();
  }

  step(by: number): void {
    this.goTo(this.picture.index + by);
  }

  end(last: boolean): void {
    this.goTo(last ? Number.MAX_SAFE_INTEGER : 0);
  }

  goTo(index: number): void {
    const last = (this.series?.frames.length ?? 1) - 1;
    const within = Math.max(0, Math.min(last, index));
    if (within !== this.picture.index) {
      void this.picture.goTo(within);
    }
  }

  /** Says that a series cannot be shown as images. */
  tell(words: string, offer?: Offer, file?: string): void {
    this.element.classList.remove("is-loading");
    this.loading.hidden = true;
    this.trouble.tell(words, offer, file);
    this.around.say(words);
  }

  /** Something else than a stack of images is shown. */
  showsOther(attributes: Attributes, words: string): void {
    this.settle();
    this.trouble.hide();
    this.overlay.describe(attributes);
    this.overlay.image(words);
    this.around.say(words);
    this.element.dataset["shown"] = "other";
  }

  remove(): void {
    this.leave();
    this.picture.remove();
    this.element.remove();
  }

  begins(): void {
    this.trouble.hide();
    this.element.classList.add("is-loading");
    this.element.classList.remove("is-refused");
    this.element.removeAttribute("data-shown");
    clearTimeout(this.slow);
    this.slow = window.setTimeout(() => {
      this.loading.textContent = text("viewer.pane.slow");
      this.loading.hidden = false;
    }, SLOW_MILLIS);
    this.changes();
  }

  shows(imageId: string): void {
    if (this.element.dataset["shown"] === imageId) {
      return;
    }
    this.settle();
    this.element.dataset["shown"] = imageId;
    this.changes();
    this.around.say(this.place());
    this.around.changed(this);
    if (!this.firstShown) {
      this.firstShown = true;
      this.loadAhead();
    }
  }

  refuses(_imageId: string, reason: Reason): void {
    this.settle();
    this.element.classList.add("is-refused");
    const { frame, series } = this;
    if (frame === undefined || series === undefined) {
      return;
    }
    const { archive, file } = this.around;
    const refused = {
      path: archive.object(series.entry, frame.object),
      number: frame.number,
      file: file(series.entry.study, frame.object),
    };
    const words = this.trouble.refuse(reason, refused, () => void this.picture.again());
    this.changes();
    this.around.say(`${this.place()}. ${words}`);
    this.around.changed(this);
  }

  changes(): void {
    const { frame, series } = this;
    if (frame === undefined || series === undefined) {
      return;
    }
    const { number, description } = series.entry;
    this.overlay.image(seriesName(number, description), this.place());
    this.overlay.view(this.windowWords(), this.zoomWords(frame));
    this.mark(frame);
  }

  private settle(): void {
    clearTimeout(this.slow);
    this.loading.hidden = true;
    this.element.classList.remove("is-loading");
  }

  private loadAhead(): void {
    const frames = this.series?.frames ?? [];
    this.prefetch = new Prefetch(frames, this.picture.index, (done, all) =>
      this.progress.set(done, all),
    );
  }

  private place(): string {
    return text("viewer.overlay.place", this.picture.index + 1, this.series?.frames.length ?? 0);
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

  private windowWords(): string {
    const { frame } = this;
    const { window, image } = this.picture;
    if (!window || !image || image.color || !frame || !hasValues(frame.attributes)) {
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

  /** Shows the value under the pointer. */
  private point(place: Types.Point2): void {
    const [x, y] = (this.picture.pixelAt(place) ?? []).map(Math.floor);
    const value = x === undefined || y === undefined ? undefined : this.valueAt(x, y);
    this.changes();
    if (value !== undefined && this.frame && hasValues(this.frame.attributes)) {
      const words = text("viewer.overlay.value", x ?? 0, y ?? 0, value.map(rounded).join(" "));
      this.overlay.view(this.windowWords(), words);
    }
  }

  /** The values of a pixel: one, or red, green and blue; undefined outside of the image. */
  private valueAt(x: number, y: number): number[] | undefined {
    const { image } = this.picture;
    if (!image || x < 0 || y < 0 || x >= image.columns || y >= image.rows) {
      return undefined;
    }
    const values = image.getPixelData();
    const channels = values.length / (image.rows * image.columns);
    const at = (y * image.columns + x) * channels;
    return Array.from(values.slice(at, at + Math.min(3, channels)));
  }
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
