import type { Types } from "@cornerstonejs/core";
import toPlace from "../../../node_modules/@cornerstonejs/core/dist/esm/RenderingEngine/helpers/cpuFallback/rendering/pixelToCanvas.js";
import toPixel from "../../../node_modules/@cornerstonejs/core/dist/esm/RenderingEngine/helpers/cpuFallback/rendering/canvasToPixel.js";

type Element = Parameters<typeof toPixel>[0];

/**
 * The pixels of each canvas for a CSS pixel, across and down. They are kept because the ratio of
 * the screen can change before the canvas does.
 */
const DENSITIES = new WeakMap<HTMLCanvasElement, Types.Point2>();

/** Gives a canvas a pixel for each pixel of the screen that its place has. */
export function sizeCanvas(canvas: HTMLCanvasElement): void {
  const { width, height } = (canvas.parentElement ?? canvas).getBoundingClientRect();
  const across = Math.round(width * devicePixelRatio);
  const down = Math.round(height * devicePixelRatio);
  if (canvas.width !== across || canvas.height !== down) {
    canvas.width = across;
    canvas.height = down;
  }
  DENSITIES.set(canvas, [across / width || devicePixelRatio, down / height || devicePixelRatio]);
}

/** The size of a canvas in CSS pixels. */
export function cssSizeOf(canvas: HTMLCanvasElement): { width: number; height: number } {
  const [across, down] = densityOf(canvas);
  return { width: canvas.width / across, height: canvas.height / down };
}

/** The column and row of the image of a stack at a place, in CSS pixels. */
export function canvasToPixel(enabled: Element, [x, y]: Types.Point2): Types.Point2 {
  const [across, down] = densityOf(enabled.canvas);
  return toPixel(enabled, [x * across, y * down]);
}

/** The place of a column and row, in CSS pixels. */
export function pixelToCanvas(enabled: Element, pixel: Types.Point2): Types.Point2 {
  const [across, down] = densityOf(enabled.canvas);
  const [x, y] = toPlace(enabled, pixel);
  return [x / across, y / down];
}

/** Tells when the window got another ratio: another screen, or the zoom of the browser. */
export function onRatio(changed: () => void, signal: AbortSignal): void {
  const same = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
  const change = () => {
    changed();
    onRatio(changed, signal);
  };
  same.addEventListener("change", change, { once: true, signal });
}

function densityOf(canvas: HTMLCanvasElement | undefined): Types.Point2 {
  return (canvas && DENSITIES.get(canvas)) ?? [devicePixelRatio, devicePixelRatio];
}
