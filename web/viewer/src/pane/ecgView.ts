import type { Types } from "@cornerstonejs/core";
import { el } from "sallyport-common/dom";
import { onRatio } from "../images/canvasPixels";
import { LARGE_BOX_MM, type Paper, type Row, heightOf } from "../images/ecgPaper";
import { text } from "../messages";
import type { Placement } from "./placement";

const NAMES_PIXELS = 44;
/** CSS pixels of a millimetre of the paper. Below the least, traces are not read. */
const LEAST_SCALE = 2.4;
const MOST_SCALE = 24;
const SMALL_BOX_SCALE = 3;
const COLOURS = { small: "#2a0d0d", large: "#5a1c1c", trace: "#f2f5f5", name: "#ffe066" };
const FONT = "13px sans-serif";

/**
 * An ECG on its paper, which is scrolled. What is seen of it is drawn on a canvas that stays, so
 * that a recording can be of any length, and the names of the leads remain at the edge.
 */
export class EcgView implements Placement {
  readonly element: HTMLElement;
  private readonly canvas = el("canvas", { class: "ecg__canvas", role: "img" });
  private readonly space = el("div", { class: "ecg__space" });
  private readonly resized = new ResizeObserver(() => this.resize());
  private readonly removed = new AbortController();
  private pixels = LEAST_SCALE;
  private hasFit = true;

  /**
   * @param changed is told when the scale has changed
   */
  constructor(
    private readonly paper: Paper,
    name: string,
    private readonly changed: () => void,
  ) {
    this.canvas.setAttribute("aria-label", name);
    this.space.append(this.canvas);
    this.element = el("div", { class: "pane__ecg" }, this.space);
    this.element.addEventListener("scroll", () => this.draw());
    this.resized.observe(this.element);
    onRatio(() => this.draw(), this.removed.signal);
  }

  remove(): void {
    this.resized.disconnect();
    this.removed.abort();
    this.element.remove();
  }

  get isFit(): boolean {
    return this.hasFit;
  }

  scale(factor: number, at: Types.Point2 = [0, 0]): void {
    const before = this.pixels;
    this.pixels = Math.min(MOST_SCALE, Math.max(LEAST_SCALE, before * factor));
    this.hasFit = this.pixels === this.fitting();
    const by = this.pixels / before;
    const { scrollLeft, scrollTop } = this.element;
    const x = at[0] - NAMES_PIXELS;
    this.laysOut();
    this.element.scrollTo((scrollLeft + x) * by - x, (scrollTop + at[1]) * by - at[1]);
    this.draw();
    this.changed();
  }

  move(right: number, down: number): void {
    this.element.scrollBy(-right, -down);
  }

  /** The whole width of the paper, unless traces were too small to be read then. */
  fit(): void {
    this.scale(this.fitting() / this.pixels);
    this.element.scrollTo(0, 0);
  }

  private fitting(): number {
    const wide = (this.element.clientWidth - NAMES_PIXELS) / Math.max(1, this.paper.width);
    return Math.min(MOST_SCALE, Math.max(LEAST_SCALE, wide));
  }

  private resize(): void {
    if (this.hasFit) {
      this.pixels = this.fitting();
    }
    this.laysOut();
    this.draw();
    this.changed();
  }

  private laysOut(): void {
    const { paper, pixels } = this;
    this.space.style.width = `${NAMES_PIXELS + paper.width * pixels}px`;
    this.space.style.height = `${paper.height * pixels}px`;
  }

  private draw(): void {
    const { clientWidth: width, clientHeight: height } = this.element;
    const { canvas } = this;
    canvas.width = width * devicePixelRatio;
    canvas.height = height * devicePixelRatio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    const context = canvas.getContext("2d");
    if (context !== null && width > 0 && height > 0) {
      context.scale(devicePixelRatio, devicePixelRatio);
      this.drawBoxes(context, width, height);
      const { scrollTop } = this.element;
      const seen = this.paper.rows.filter(
        ({ top, height: high }) =>
          (top + high) * this.pixels >= scrollTop && top * this.pixels <= scrollTop + height,
      );
      seen.forEach((row) => this.drawTrace(context, row, width));
      this.drawNames(context, seen, height);
    }
  }

  private drawBoxes(context: CanvasRenderingContext2D, width: number, height: number): void {
    const { scrollLeft, scrollTop } = this.element;
    for (const [millimetres, colour] of [
      [1, COLOURS.small],
      [LARGE_BOX_MM, COLOURS.large],
    ] as const) {
      const step = millimetres * this.pixels;
      if (millimetres === 1 && step < SMALL_BOX_SCALE) {
        continue;
      }
      context.beginPath();
      for (let x = NAMES_PIXELS - (scrollLeft % step); x < width; x += step) {
        context.moveTo(Math.round(x) + 0.5, 0);
        context.lineTo(Math.round(x) + 0.5, height);
      }
      for (let y = -(scrollTop % step); y < height; y += step) {
        context.moveTo(0, Math.round(y) + 0.5);
        context.lineTo(width, Math.round(y) + 0.5);
      }
      context.strokeStyle = colour;
      context.stroke();
    }
  }

  /** Of many samples in a column of pixels, the lowest and the highest are drawn. */
  private drawTrace(context: CanvasRenderingContext2D, row: Row, width: number): void {
    const { scrollLeft, scrollTop } = this.element;
    const { microvolts, samplesPerMm, zero } = row;
    const perPixel = samplesPerMm / this.pixels;
    const yOf = (value: number) => (zero - heightOf(value)) * this.pixels - scrollTop;
    const step = Math.max(1, perPixel);
    context.beginPath();
    for (let at = Math.floor(scrollLeft * perPixel); at < microvolts.length; at += step) {
      const x = NAMES_PIXELS + at / perPixel - scrollLeft;
      if (x > width + 1) {
        break;
      }
      const [first, least, most] = rangeOf(microvolts, Math.floor(at), Math.floor(at + step));
      context.lineTo(x, yOf(first));
      if (least !== most) {
        context.lineTo(x, yOf(least));
        context.lineTo(x, yOf(most));
      }
    }
    context.strokeStyle = COLOURS.trace;
    context.stroke();
  }

  private headingOf(recording: number, name: string): string {
    const all = this.paper.headings.length;
    return name === ""
      ? text("viewer.ecg.recording", recording, all)
      : text("viewer.ecg.recording-named", recording, all, name);
  }

  private drawNames(context: CanvasRenderingContext2D, rows: readonly Row[], height: number): void {
    const { scrollTop } = this.element;
    context.font = FONT;
    context.textBaseline = "middle";
    context.fillStyle = "#000";
    context.fillRect(0, 0, NAMES_PIXELS, height);
    context.fillStyle = COLOURS.name;
    for (const { name, zero } of rows) {
      context.fillText(name, 6, zero * this.pixels - scrollTop, NAMES_PIXELS - 8);
    }
    for (const { top, recording, name } of this.paper.headings) {
      const y = (top + LARGE_BOX_MM) * this.pixels - scrollTop;
      const words = this.headingOf(recording, name);
      context.fillStyle = "#000";
      context.fillRect(0, y - 9, context.measureText(words).width + 12, 18);
      context.fillStyle = COLOURS.name;
      context.fillText(words, 6, y);
    }
  }
}

/** The first value of a part of a trace, its lowest and its highest. */
function rangeOf(all: Float32Array, from: number, to: number): [number, number, number] {
  const first = all[from] ?? 0;
  let [least, most] = [first, first];
  for (let i = from + 1; i < Math.min(to, all.length); i++) {
    const value = all[i] ?? 0;
    least = Math.min(least, value);
    most = Math.max(most, value);
  }
  return [first, least, most];
}
