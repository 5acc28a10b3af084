import type { SeriesEntry } from "../dicomweb/archive";

/** How the series of a study stand side by side when it is opened, and nothing else was asked for. */
export interface Hanging {
  readonly series: readonly SeriesEntry[];
  /** What has a pane of its own: each series, each of their images or loops, or each view of a breast. */
  readonly each: "series" | "image" | "breast";
  /** Whether all are shown at one scale. */
  readonly isOfOneScale: boolean;
}

const MOST = 4;
/** Series that only show where the others lie, by their descriptions. */
const LOCALIZER = /scout|locali[sz]er|topogram|survey|surview|3.?plane/i;
/** A few images are no stack to begin with. */
const FEW = 3;
/** The planes of a series, by the words that machines write into its description. */
const PLANES: readonly RegExp[] = [
  /\b(ax|axial|tra|trans|transverse?)\b/i,
  /\b(cor|coronal)\b/i,
  /\b(sag|sagittal)\b/i,
];

/** The rules, of which the first one that fits is followed. A rule gives no series if it does not fit. */
const RULES: readonly ((images: readonly SeriesEntry[]) => Hanging)[] = [
  // Projections: all views side by side, as on a light box.
  (images) => ({
    series: all(images, ["CR", "DX", "RG"]).slice(0, MOST),
    each: "image",
    isOfOneScale: true,
  }),
  // Mammograms, whatever is beside them: breasts and views are told apart by their images
  // (mammograms.ts).
  (images) => ({
    series: images.filter(({ modality }) => modality === "MG"),
    each: "breast",
    isOfOneScale: true,
  }),
  // Ultrasound: the first images and loops.
  (images) => ({
    series: withFirst(MOST, all(images, ["US"])),
    each: "image",
    isOfOneScale: false,
  }),
  // CT and MR: the best series, and beside it another plane of it.
  (images) => {
    const stacks = images.filter(({ modality }) => ["CT", "MR"].includes(modality));
    const best = bestOf(stacks);
    const beside = best && bestOf(stacks.filter((it) => isOtherPlane(it, best)));
    const series = [best, beside].filter((it) => it !== undefined);
    return { series, each: "series", isOfOneScale: false };
  },
];

/** The hanging of a study's series of images; none if it has none. */
export function hang(images: readonly SeriesEntry[]): Hanging {
  const fitting = RULES.map((rule) => rule(images)).find(({ series }) => series.length > 0);
  return fitting ?? { series: images.slice(0, 1), each: "series", isOfOneScale: false };
}

/** The first series that have so many objects together. */
function withFirst(objects: number, images: readonly SeriesEntry[]): SeriesEntry[] {
  const before = (index: number) =>
    images.slice(0, index).reduce((sum, { count }) => sum + count, 0);
  return images.filter((_it, i) => before(i) < objects);
}

/** All of a study's series of images, if all are of some modalities. */
function all(images: readonly SeriesEntry[], modalities: readonly string[]): SeriesEntry[] {
  return images.every(({ modality }) => modalities.includes(modality)) ? [...images] : [];
}

/**
 * The series that a reader begins with: the one with the most images that is no localizer; of as
 * many images the first one.
 */
export function bestOf(series: readonly SeriesEntry[]): SeriesEntry | undefined {
  const stacks = series.filter((it) => it.count > FEW && !isLocalizer(it));
  const choice = stacks.length > 0 ? stacks : series;
  return choice.reduce<SeriesEntry | undefined>(
    (best, it) => (best === undefined || it.count > best.count ? it : best),
    undefined,
  );
}

/** Whether a series only shows where others lie, by its description. */
export function isLocalizer({ description }: SeriesEntry): boolean {
  return LOCALIZER.test(description);
}

/** The plane of a series, by its description. */
export function planeName(series: SeriesEntry): "axial" | "coronal" | "sagittal" | "other" {
  return (["axial", "coronal", "sagittal"] as const)[planeOf(series)] ?? "other";
}

/** Whether a series shows another plane of the same body part, by its words alone. */
function isOtherPlane(series: SeriesEntry, best: SeriesEntry): boolean {
  const [plane, other] = [planeOf(best), planeOf(series)];
  return (
    plane >= 0 &&
    other >= 0 &&
    plane !== other &&
    series.modality === best.modality &&
    !isLocalizer(series)
  );
}

function planeOf({ description }: SeriesEntry): number {
  // An underscore is a letter to the expressions, and a space to machines.
  return PLANES.findIndex((plane) => plane.test(description.replaceAll("_", " ")));
}

/**
 * The series of another study that is compared with one: of the same modality and the same
 * description, otherwise the best of the same modality.
 */
export function counterpartOf(
  series: SeriesEntry,
  others: readonly SeriesEntry[],
): SeriesEntry | undefined {
  const alike = others.filter(({ modality }) => modality === series.modality);
  const name = series.description.trim().toLowerCase();
  const same = alike.filter(({ description }) => description.trim().toLowerCase() === name);
  return bestOf(name !== "" && same.length > 0 ? same : alike);
}
