import { type Types, getShouldUseCPURendering, imageLoader } from "@cornerstonejs/core";

/**
 * Loads an image as the panes do, so that it is in the library's cache as they want it.
 *
 * @param options further ones of the library
 */
export async function loadImage(imageId: string, options: object = {}): Promise<Types.IImage> {
  const all = { ...options, useRGBA: getShouldUseCPURendering() };
  return (await imageLoader.loadAndCacheImage(imageId, all as never)) as Types.IImage;
}
