import type { Types } from "@cornerstonejs/core";
import LibrarySampler, {
  type PlanarCPUSampledSliceState,
} from "../../../node_modules/@cornerstonejs/core/dist/esm/RenderingEngine/GenericViewport/Planar/PlanarCPUVolumeSampler.js";

/** A slice of a volume as the library draws it. */
export type SampledSlice = PlanarCPUSampledSliceState;

/** Writes the pixels of a slab over those of the slice in its middle. */
export interface SlabDrawing {
  drawOver(slice: SampledSlice): void;
}

/** The slabs to draw, by the ids of their volumes. */
export const slabs = new Map<string, SlabDrawing>();

/**
 * Takes the place of the class by which the library samples slices when it draws by the CPU
 * (build/patches.ts): the library has slabs only on graphics cards.
 */
export default class SlabSampler extends LibrarySampler {
  private readonly sampled = new WeakMap<SampledSlice, { volume: string; slab?: SlabDrawing }>();

  constructor() {
    super();
    // The library rounds the values of a plane of MR, which may all lie between 0 and 1.
    Object.assign(this, {
      shouldPreserveFloatScalarSamples: ({ voxelManager }: Types.IImageVolume) =>
        voxelManager?.getConstructor() === Float32Array,
    });
  }

  override getResampleDecision(
    asked: Parameters<LibrarySampler["getResampleDecision"]>[0],
  ): ReturnType<LibrarySampler["getResampleDecision"]> {
    const before = asked.sampledSliceState && this.sampled.get(asked.sampledSliceState);
    return before !== undefined && before.slab !== slabs.get(before.volume)
      ? "resample"
      : super.getResampleDecision(asked);
  }

  override sampleSliceImage(
    asked: Parameters<LibrarySampler["sampleSliceImage"]>[0],
  ): SampledSlice {
    const slice = super.sampleSliceImage(asked);
    const volume = asked.volume.volumeId;
    const slab = slabs.get(volume);
    slab?.drawOver(slice);
    this.sampled.set(slice, { volume, ...(slab && { slab }) });
    return slice;
  }
}
