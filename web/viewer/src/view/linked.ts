import { ImagePlane } from "../images/imagePlane";
import type { LoadedSeries } from "../images/loadedSeries";
import { spacingOf } from "../images/picture/spacing";
import { hasGreys, type Pane } from "../pane/pane";

/** Where a series was when it was linked. */
interface Start {
  readonly index: number;
}

const NEARLY = 1e-4;
const SAME_PLACE_MM = 1e-3;

/** The panes, and the one that leads. */
export interface Among {
  readonly panes: readonly Pane[];
  readonly pane: Pane | undefined;
}

/**
 * Lets all panes follow the active one. Series in the same space follow by their position in the
 * patient. Other ones, and panes with the same series, are linked as they are: they keep the
 * distance that they had, in mm if both say where they lie, otherwise in images. A selection of
 * images follows no series. Zoom and place follow in mm, the window in CT and in the same series.
 */
export class Linked {
  private isLinked = false;
  private starts = new WeakMap<LoadedSeries, Start>();
  private isBusy = false;

  constructor(private readonly among: Among) {}

  get isOn(): boolean {
    return this.isLinked;
  }

  toggle(): void {
    this.isLinked = !this.isLinked;
    this.starts = new WeakMap();
    if (this.isLinked) {
      this.among.panes.forEach((pane) => this.startOf(pane));
      this.follow();
    }
  }

  /** Brings all panes to where the active one is. */
  follow(): void {
    const lead = this.among.pane;
    if (!this.isLinked || this.isBusy || lead?.frame === undefined) {
      return;
    }
    if (lead.series !== undefined && !this.starts.has(lead.series)) {
      // Another series: all stay where they are, and are linked as they are now.
      this.starts = new WeakMap();
      this.among.panes.forEach((pane) => this.startOf(pane));
      return;
    }
    this.isBusy = true;
    const others = this.among.panes.filter((pane) => pane !== lead && pane.frame !== undefined);
    others.forEach((pane) => {
      this.scroll(lead, pane);
      place(lead, pane);
      showWindow(lead, pane);
    });
    this.isBusy = false;
  }

  private scroll(lead: Pane, pane: Pane): void {
    const index = this.indexFor(lead, pane);
    if (index !== undefined) {
      pane.goTo(index);
    }
  }

  private indexFor(lead: Pane, pane: Pane): number | undefined {
    const [from, to] = [planesOf(lead.series), planesOf(pane.series)];
    const [here, there] = [from[lead.picture.index], to[pane.picture.index]];
    const isSame = lead.series?.entry.uid === pane.series?.entry.uid;
    const [zero, otherZero] = [this.startOf(lead), this.startOf(pane)];
    const likely = otherZero.index + lead.picture.index - zero.index;
    const isSelection = [lead, pane].some(({ series }) => series?.selection !== undefined);
    if (isSelection && !isSame) {
      // Its images lie anywhere: each finds its place in a series, but none follows one.
      const isShared = here && there && there.isInSpaceOf(here) && here.isParallelTo(there);
      return isShared && pane.series?.selection === undefined
        ? nearest(to, here.positionOn(there), likely)
        : undefined;
    }
    if (here && there && !isSame && here.isInSpaceOf(there)) {
      return here.isParallelTo(there) ? nearest(to, here.positionOn(there), likely) : undefined;
    }
    const [first, otherFirst] = [from[zero.index], to[otherZero.index]];
    return here && first && otherFirst && !isSelection
      ? nearest(to, otherFirst.position + here.position - first.position, likely)
      : likely;
  }

  private startOf({ series, picture }: Pane): Start {
    const known = series && this.starts.get(series);
    const start = known ?? { index: picture.index };
    if (series !== undefined) {
      this.starts.set(series, start);
    }
    return start;
  }
}

const known = new WeakMap<LoadedSeries, readonly (ImagePlane | undefined)[]>();

/** The planes of the images of a series, in their order. */
export function planesOf(series: LoadedSeries | undefined): readonly (ImagePlane | undefined)[] {
  if (series === undefined) {
    return [];
  }
  const planes = known.get(series) ?? series.frames.map(({ imageId }) => ImagePlane.of(imageId));
  known.set(series, planes);
  return planes;
}

/**
 * The image that lies nearest to a position along the normal of its series.
 *
 * @param likely of several at the same place, as of a beating heart, the one nearest to this index
 */
function nearest(
  planes: readonly (ImagePlane | undefined)[],
  position: number,
  likely: number,
): number | undefined {
  const found = leastBy(planes, (plane) => Math.abs(plane.position - position));
  const place = found === undefined ? undefined : planes[found]?.position;
  return place === undefined
    ? undefined
    : leastBy(planes, (plane, i) =>
        Math.abs(plane.position - place) < SAME_PLACE_MM ? Math.abs(i - likely) : Infinity,
      );
}

/** The index of the plane of which a number is least; undefined if there is none. */
export function leastBy(
  planes: readonly (ImagePlane | undefined)[],
  of: (plane: ImagePlane, index: number) => number,
): number | undefined {
  let [found, least]: [number | undefined, number] = [undefined, Infinity];
  planes.forEach((plane, i) => {
    const value = plane === undefined ? Infinity : of(plane, i);
    if (value < least) {
      [found, least] = [i, value];
    }
  });
  return found;
}

/** Shows the same part of the patient at the same scale. */
function place(lead: Pane, pane: Pane): void {
  const [from, to] = [lead.picture.presentation.placement, pane.picture.presentation.placement];
  const [view, other] = [from.view, to.view];
  const [here, there] = [planeOf(lead), planeOf(pane)];
  const isSame = lead.series?.entry.uid === pane.series?.entry.uid;
  const isMeasured = [lead, pane].every(
    (it) => it.frame && spacingOf(it.frame.attributes).isLength,
  );
  if (view === undefined || other === undefined || !(isSame || isMeasured)) {
    // Without a scale there is nothing in common.
    return;
  }
  const isShared = here && there && here.isInSpaceOf(there) && here.isParallelTo(there);
  const middle = isShared
    ? there.placeOf(here.pointAt(view.middle))
    : ([0, 1] as const).map(
        (i) =>
          other.size[i] / 2 +
          ((view.middle[i] - view.size[i] / 2) * view.pixel[i]) / other.pixel[i],
      );
  const [x = 0, y = 0] = middle;
  const isThere =
    Math.abs(other.scale / view.scale - 1) < NEARLY &&
    Math.hypot(other.middle[0] - x, other.middle[1] - y) * other.scale < 1;
  if (!isThere) {
    to.show(view.scale, [x, y]);
  }
}

function planeOf({ frame }: Pane): ImagePlane | undefined {
  return frame && ImagePlane.of(frame.imageId);
}

function showWindow(lead: Pane, pane: Pane): void {
  const [window, other] = [lead.picture.presentation.window, pane.picture.presentation.window];
  const [series, others] = [lead.frame?.series, pane.frame?.series];
  // Only values of CT mean the same on every machine.
  const isAlike =
    (series?.modality === "CT" && others?.modality === "CT") || series?.uid === others?.uid;
  const isThere = window?.centre === other?.centre && window?.width === other?.width;
  if (isAlike && !isThere && hasGreys(lead) && hasGreys(pane)) {
    pane.picture.presentation.window = window;
  }
}
