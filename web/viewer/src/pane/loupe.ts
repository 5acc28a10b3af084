import type { Types } from "@cornerstonejs/core";
import { el } from "sallyport-common/dom";

const SIZE = 128;
const FACTOR = 2;
/** So far above a finger it is seen. */
const ABOVE = 100;

/** What is under a finger, larger and above it. */
export class Loupe {
  private readonly element = el("canvas", {
    class: "pane__loupe",
    width: `${SIZE}`,
    height: `${SIZE}`,
    "aria-hidden": "true",
  });

  /** Shows a place of a view, in CSS pixels. */
  show(view: HTMLElement, [x, y]: Types.Point2): void {
    const { element } = this;
    const source = view.querySelector("canvas");
    const to = element.getContext("2d");
    if (source === null || to === null) {
      return;
    }
    if (element.parentElement !== view) {
      view.append(element);
    }
    const { clientWidth, clientHeight } = view;
    const scale = source.width / clientWidth;
    const part = (SIZE / FACTOR) * scale;
    to.fillRect(0, 0, SIZE, SIZE);
    to.imageSmoothingEnabled = false;
    to.drawImage(source, x * scale - part / 2, y * scale - part / 2, part, part, 0, 0, SIZE, SIZE);
    cross(to);
    const above = y - ABOVE - SIZE / 2;
    const isBeside = above < 0;
    const aside = x < clientWidth / 2 ? x + ABOVE : x - ABOVE;
    const [left, top] = isBeside ? [aside - SIZE / 2, y - SIZE / 2] : [x - SIZE / 2, above];
    element.style.left = `${within(left, clientWidth - SIZE)}px`;
    element.style.top = `${within(top, clientHeight - SIZE)}px`;
  }

  hide(): void {
    this.element.remove();
  }
}

function within(value: number, most: number): number {
  return Math.max(0, Math.min(most, value));
}

function cross(to: CanvasRenderingContext2D): void {
  to.strokeStyle = "#fff";
  to.beginPath();
  for (const [x, y, u, v] of [
    [SIZE / 2, 0, SIZE / 2, SIZE * 0.42],
    [SIZE / 2, SIZE * 0.58, SIZE / 2, SIZE],
    [0, SIZE / 2, SIZE * 0.42, SIZE / 2],
    [SIZE * 0.58, SIZE / 2, SIZE, SIZE / 2],
  ] as const) {
    to.moveTo(x, y);
    to.lineTo(u, v);
  }
  to.stroke();
}
