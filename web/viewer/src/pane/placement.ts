import type { StackViewport, Types } from "@cornerstonejs/core";
import { cssSizeOf } from "../images/canvasPixels";
import type { Area } from "../images/states/area";

/** The bounds of the zoom; at 1 the whole image fits its pane. */
export const LEAST_ZOOM = 0.05;
export const MOST_ZOOM = 20;

/** So much of an image stays in its pane, in CSS pixels, so that nobody loses it. */
const KEPT_PIXELS = 64;
const NEARLY_FITS = 0.01;
const NEARLY_CENTRED_PIXELS = 2;

/** How large an image is drawn, and where. Places are CSS pixels of its pane. */
export interface Placement {
  /** Whether the whole image is shown, as large as possible and in the middle. */
  readonly isFit: boolean;
  /** Makes the image larger by a factor, within the bounds; what is at the place stays there. */
  scale(factor: number, at?: Types.Point2): void;
  move(right: number, down: number): void;
  fit(): void;
}

/** The factor by which a zoom may be changed, so that it stays within the bounds. */
export function within(zoom: number, factor: number): number {
  return Math.min(MOST_ZOOM, Math.max(LEAST_ZOOM, zoom * factor)) / zoom;
}

/** What is seen of an image. */
export interface View {
  /** CSS pixels of the unit in which the size of a pixel is given. */
  readonly scale: number;
  /** Column and row in the middle of the pane, from the upper left corner of the first pixel. */
  readonly middle: readonly [x: number, y: number];
  /** Columns and rows. */
  readonly size: readonly [number, number];
  /** Width and height of a pixel. */
  readonly pixel: readonly [number, number];
}

/** The placement of a stack of images: the same for all of them. */
export class StackPlacement implements Placement {
  private isKeeping = false;

  constructor(private readonly library: StackViewport) {}

  get isFit(): boolean {
    const drawn = this.drawn();
    const [x, y] = this.middle();
    return (
      drawn === undefined ||
      (Math.abs(drawn.zoom - 1) < NEARLY_FITS &&
        Math.hypot(drawn.x - x, drawn.y - y) < NEARLY_CENTRED_PIXELS)
    );
  }

  scale(factor: number, at = this.middle()): void {
    const drawn = this.drawn();
    if (drawn !== undefined) {
      this.enlarge(within(drawn.zoom, factor), at);
      this.library.render();
    }
  }

  move(right: number, down: number): void {
    if (this.drawn() !== undefined) {
      this.shift(right, down);
      this.library.render();
    }
  }

  fit(): void {
    const drawn = this.drawn();
    if (drawn !== undefined) {
      const [x, y] = this.middle();
      this.enlarge(1 / drawn.zoom, [drawn.x, drawn.y]);
      this.shift(x - drawn.x, y - drawn.y);
      this.library.render();
    }
  }

  /** Moves an image that has nearly left its pane back, and says whether it had. */
  keep(): boolean {
    const drawn = this.drawn();
    if (drawn === undefined) {
      return false;
    }
    const room = this.room();
    const right = back(drawn.x, drawn.width, room.width);
    const down = back(drawn.y, drawn.height, room.height);
    const isGone = !this.isKeeping && Math.hypot(right, down) > 1;
    if (isGone) {
      // The library reports this change as well.
      this.isKeeping = true;
      this.shift(right, down);
      this.isKeeping = false;
      this.library.render();
    }
    return isGone;
  }

  /** What is seen; undefined if nothing is. */
  get view(): View | undefined {
    const data = this.drawn() && this.library.getImageData();
    const { indexToWorld, worldToIndex } = data?.imageData ?? {};
    if (data === undefined || indexToWorld === undefined || worldToIndex === undefined) {
      return undefined;
    }
    const at = (x: number) => this.library.worldToCanvas(indexToWorld([x, 0, 0]) as Types.Point3);
    const [from, to] = [at(0), at(1)];
    const [x = 0, y = 0] = worldToIndex(this.library.canvasToWorld(this.middle()));
    const [columns, rows] = data.dimensions;
    const [width, height] = data.spacing;
    return {
      scale: Math.hypot(to[0] - from[0], to[1] - from[1]) / width,
      middle: [x, y],
      size: [columns, rows],
      pixel: [width, height],
    };
  }

  /** Shows a place of the image in the middle of the pane. */
  show(scale: number, [x, y]: readonly [number, number]): void {
    const drawn = this.drawn();
    const { view } = this;
    const toWorld = this.library.getImageData()?.imageData.indexToWorld;
    if (drawn !== undefined && view !== undefined && toWorld !== undefined) {
      this.enlarge(within(drawn.zoom, scale / view.scale), this.middle());
      this.library.setCamera({ focalPoint: toWorld([x, y, 0]) as Types.Point3 });
      this.library.render();
    }
  }

  /**
   * Shows a part of the image as large as possible, or with a number of the screen's pixels for a
   * column.
   *
   * @param isQuarter whether its columns run across the pane, as after a quarter turn
   */
  showArea({ from, to, mode, magnification }: Area, isQuarter: boolean): void {
    const { view } = this;
    const room = this.room();
    if (view === undefined) {
      return;
    }
    const width = Math.abs(to[0] - from[0]) * view.pixel[0];
    const height = Math.abs(to[1] - from[1]) * view.pixel[1];
    const [across, down] = isQuarter ? [height, width] : [width, height];
    const scale =
      mode === "magnified"
        ? magnification / devicePixelRatio / view.pixel[0]
        : Math.min(room.width / across, room.height / down);
    this.show(scale, [(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  }

  private enlarge(factor: number, at: Types.Point2): void {
    const { library } = this;
    const world = library.canvasToWorld(at);
    library.setZoom(library.getZoom() * factor);
    const [x, y] = library.worldToCanvas(world);
    this.shift(at[0] - x, at[1] - y);
  }

  /**
   * The library's own `setPan` takes pixels for a place in the patient, and its focal point is in the
   * middle of the whole CSS pixels of its pane.
   */
  private shift(right: number, down: number): void {
    const { clientWidth, clientHeight } = this.library.element;
    const focalPoint = this.library.canvasToWorld([
      clientWidth / 2 - right,
      clientHeight / 2 - down,
    ]);
    this.library.setCamera({ focalPoint });
  }

  private middle(): Types.Point2 {
    const { width, height } = this.room();
    return [width / 2, height / 2];
  }

  /** The size of the pane, in CSS pixels: what the library fits images into, with its fractions. */
  private room() {
    return cssSizeOf(this.library.canvas);
  }

  /** The zoom, and the middle of what is drawn; undefined if nothing is, or the pane has no size. */
  private drawn() {
    const room = this.room();
    const data = this.library.getCornerstoneImage() && this.library.getImageData();
    const toWorld = data?.imageData.indexToWorld;
    if (toWorld === undefined || room.width === 0 || room.height === 0) {
      return undefined;
    }
    const [columns, rows] = data.dimensions;
    const corners: readonly Types.Point3[] = [
      [0, 0, 0],
      [columns, 0, 0],
      [0, rows, 0],
      [columns, rows, 0],
    ];
    const at = corners.map((corner) => this.library.worldToCanvas(toWorld(corner) as Types.Point3));
    const [left, right] = ends(at.map(([x]) => x));
    const [top, bottom] = ends(at.map(([, y]) => y));
    return {
      zoom: Math.max((right - left) / room.width, (bottom - top) / room.height),
      x: (left + right) / 2,
      y: (top + bottom) / 2,
      width: right - left,
      height: bottom - top,
    };
  }
}

function ends(all: readonly number[]): [least: number, most: number] {
  return [Math.min(...all), Math.max(...all)];
}

/** How far something must move to stay in a pane, by its middle and size. */
function back(middle: number, size: number, room: number): number {
  const kept = Math.min(KEPT_PIXELS, size);
  const least = kept - size / 2;
  const most = room - kept + size / 2;
  return middle < least ? least - middle : Math.min(0, most - middle);
}
