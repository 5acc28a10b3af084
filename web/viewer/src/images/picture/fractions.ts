import getVoiLut from "../../../../node_modules/@cornerstonejs/core/dist/esm/RenderingEngine/helpers/cpuFallback/rendering/getVOILut.js";
import type { Chosen, Greys } from "./greys";

/** An image of the library, as far as its greys need it. */
interface Drawn {
  readonly voxelManager: { getScalarData(): ArrayLike<number> };
  readonly isPreScaled?: boolean;
  readonly slope: number;
  readonly intercept: number;
  readonly greys?: Greys;
}

interface Shown {
  readonly voi: { readonly windowWidth: number; readonly windowCenter: number };
  readonly voiLUT?: { readonly by?: Chosen };
  readonly invert?: boolean;
}

const WHITE = 255;
const CHANNELS = 4;

/**
 * Draws the values of an image one by one, without a table of greys. The library asks for it where
 * values are not whole numbers (build/patches.ts).
 *
 * @param pixels red, green, blue and opacity of each pixel
 * @param isOpacity whether greys are in the opacity alone, over white
 */
export default function drawEach(
  image: Drawn,
  { voi, voiLUT, invert }: Shown,
  pixels: Uint8ClampedArray,
  isOpacity: boolean,
): void {
  const values = image.voxelManager.getScalarData();
  const [slope, intercept] = image.isPreScaled === true ? [1, 0] : [image.slope, image.intercept];
  const { windowWidth, windowCenter } = voi;
  const greyOf: (value: number) => number =
    image.greys?.(windowWidth, windowCenter, voiLUT?.by) ??
    getVoiLut(windowWidth, windowCenter, undefined);
  for (let at = 0, to = 0; at < values.length; at++, to += CHANNELS) {
    const found = greyOf(values[at]! * slope + intercept);
    const grey = invert === true ? WHITE - found : found;
    if (isOpacity) {
      pixels[to + 3] = grey;
    } else {
      pixels[to] = pixels[to + 1] = pixels[to + 2] = grey;
      pixels[to + 3] = WHITE;
    }
  }
}
