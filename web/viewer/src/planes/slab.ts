import { decimal } from "sallyport-common/language";
import type { PlainKey } from "../messages";
import { text } from "../messages";

/** What is drawn of the values of all slices at a place. */
export type SlabKind = "mean" | "maximum" | "minimum";

/** Several slices around that of a plane, drawn as one. */
export interface Slab {
  readonly kind: SlabKind;
  /** As it was chosen, in mm; the slices of a plane come near it. */
  readonly thickness: number;
}

export const SLAB_KINDS: Readonly<Record<SlabKind, PlainKey>> = {
  mean: "viewer.slab.mean",
  maximum: "viewer.slab.maximum",
  minimum: "viewer.slab.minimum",
};

/** In mm. */
export const SLAB_THICKNESSES = [5, 10, 20];

const WORDS = {
  mean: "viewer.slab.mean-of",
  maximum: "viewer.slab.maximum-of",
  minimum: "viewer.slab.minimum-of",
} as const;

/**
 * How many slices are nearest to a thickness: an odd number, so that the slice of the plane is in the
 * middle.
 *
 * @param distance of two slices in mm
 */
export function slicesIn(thickness: number, distance: number): number {
  return 2 * Math.max(0, Math.round((thickness / distance - 1) / 2)) + 1;
}

/**
 * What a slab is made of, for example "Maximum of 11 slices, 11.0 mm": of slices that the volume has.
 *
 * @param slice the one in the middle, of how many
 */
export function slabWords(
  { kind, thickness }: Slab,
  distance: number,
  slice: number,
  all: number,
): string {
  const beside = (slicesIn(thickness, distance) - 1) / 2;
  const count = Math.min(all - 1, slice + beside) - Math.max(0, slice - beside) + 1;
  return count > 1
    ? text(WORDS[kind], count, decimal((count * distance).toFixed(1)))
    : text("viewer.slab.single");
}
