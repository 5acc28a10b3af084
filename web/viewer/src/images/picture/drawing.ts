import type { Plane } from "./overlays";
import type { Shutter } from "./shutters";

/**
 * Draws over the pixels of an image, in its own size, before they are shown. The library asks for it
 * (build/patches.ts).
 *
 * @param pixels red, green, blue and opacity of each pixel
 * @param isOpacity whether greys are in the opacity alone, over white
 */
export type Drawing = (pixels: Uint8ClampedArray, isOpacity: boolean) => void;

const WHITE = 255;
const CHANNELS = 4;
const MAX_MASKS = 4;

/** Which pixels a shutter covers, of the shutters drawn last: the frames of an object share one. */
const masks = new Map<string, Uint8Array>();

/**
 * What is drawn over an image: its shutter, and its overlays over both. Undefined if it has none.
 *
 * @param greyOf the grey of an overlay, from 0 to 255
 */
export function drawingOf(
  rows: number,
  columns: number,
  shutter: Shutter | undefined,
  planes: readonly Plane[],
  greyOf: (plane: Plane) => number = () => WHITE,
): Drawing | undefined {
  if (shutter === undefined && planes.length === 0) {
    return undefined;
  }
  return (pixels, isOpacity) => {
    const set = isOpacity ? setOpacity : setColour;
    if (shutter !== undefined) {
      maskOf(shutter, rows, columns).forEach((isCovered, at) => {
        if (isCovered === 1) {
          set(pixels, at, shutter.grey);
        }
      });
    }
    planes.forEach((plane) => {
      const grey = greyOf(plane);
      drawPlane(plane, rows, columns, (at) => set(pixels, at, grey));
    });
  };
}

function maskOf(shutter: Shutter, rows: number, columns: number): Uint8Array {
  const key = `${rows} ${columns} ${shutter.key}`;
  const mask =
    masks.get(key) ??
    Uint8Array.from({ length: rows * columns }, (_, at) =>
      shutter.covers(Math.floor(at / columns) + 1, (at % columns) + 1) ? 1 : 0,
    );
  masks.delete(key);
  masks.set(key, mask);
  [...masks.keys()].slice(0, -MAX_MASKS).forEach((old) => masks.delete(old));
  return mask;
}

/** What of a plane lies outside of the image is not drawn. */
function drawPlane(plane: Plane, rows: number, columns: number, set: (at: number) => void): void {
  const lastRow = Math.min(plane.rows, rows - plane.top);
  const last = Math.min(plane.columns, columns - plane.left);
  for (let row = Math.max(0, -plane.top); row < lastRow; row++) {
    for (let column = Math.max(0, -plane.left); column < last; column++) {
      if (plane.isSet(row, column)) {
        set((plane.top + row) * columns + plane.left + column);
      }
    }
  }
}

function setOpacity(pixels: Uint8ClampedArray, at: number, grey: number): void {
  pixels[CHANNELS * at + 3] = grey;
}

function setColour(pixels: Uint8ClampedArray, at: number, grey: number): void {
  pixels.fill(grey, CHANNELS * at, CHANNELS * at + 3);
  pixels[CHANNELS * at + 3] = WHITE;
}
