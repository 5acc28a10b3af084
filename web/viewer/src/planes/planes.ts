import { RenderingEngine, type Types } from "@cornerstonejs/core";
import { el } from "sallyport-common/dom";
import { onRatio } from "../images/canvasPixels";
import type { LoadedSeries } from "../images/loadedSeries";
import { text } from "../messages";
import { type Adjusted, type Stepped, type Window, adjusted } from "../pane/adjusted";
import type { Placement } from "../pane/placement";
import { rangeOf } from "../pane/windows";
import { PLANES, type PlaneName, axesOf } from "./axes";
import { Plane } from "./plane";
import type { Slab } from "./slab";
import { SlabChoice } from "./slabChoice";
import { slabs } from "./slabSampler";
import { SeriesVolume } from "./volume";
import { VolumeSlab } from "./volumeSlab";

export const PLANES_ENGINE = "planes";

/** What the planes need of the viewer. */
export interface PlanesPlace {
  /** Where the panes are put. */
  readonly element: HTMLElement;
  readonly notice: boolean;
  say(words: string): void;
  readonly tools: PaneTools;
}

/** Makes the tools work in a pane, or ends that. */
export interface PaneTools {
  add(pane: string, engine: string, placement: Placement): void;
  remove(pane: string, engine: string): void;
}

/** Three panes with the axial, coronal and sagittal plane of a series; on narrow screens one. */
export class Planes implements Adjusted, Stepped {
  private readonly engine = new RenderingEngine(PLANES_ENGINE);
  private readonly planes: readonly Plane[];
  private readonly choice = el("select", {
    class: "input planes__choice",
    "aria-label": text("viewer.planes.choice"),
  });
  private readonly slabChoice: SlabChoice;
  private readonly bar: HTMLElement;
  private readonly resize = () => this.planes.forEach((it) => it.resize());
  private readonly resized = new ResizeObserver(this.resize);
  private readonly closed = new AbortController();
  private active = 0;
  private isShared = false;

  private constructor(
    private readonly place: PlanesPlace,
    private readonly volume: SeriesVolume,
  ) {
    const names = Object.keys(PLANES) as PlaneName[];
    this.choice.append(...names.map((name) => el("option", {}, text(PLANES[name]))));
    this.choice.addEventListener("change", () => this.activate(this.choice.selectedIndex));
    const distances = names.map((name) => volume.distanceAlong(axesOf(name).viewPlaneNormal));
    this.slabChoice = new SlabChoice(distances, (slab) => this.draw(slab));
    this.bar = el("div", { class: "planes__bar" }, this.choice, this.slabChoice.element);
    place.element.append(this.bar);
    this.planes = names.map(
      (name) => new Plane(name, this.engine, volume, place.element, place.notice, this),
    );
    this.planes.forEach((plane, i) => {
      place.tools.add(plane.id, PLANES_ENGINE, plane);
      plane.element.addEventListener("pointerdown", () => this.activate(i), { capture: true });
      plane.element.addEventListener("focusin", () => this.activate(i));
    });
    this.resized.observe(place.element);
    onRatio(this.resize, this.closed.signal);
  }

  /**
   * Loads a series and shows its planes.
   *
   * @param window that of the images before; undefined for that of the series
   * @throws Refusal if a frame cannot be shown
   */
  static async open(
    series: LoadedSeries,
    window: Window | undefined,
    place: PlanesPlace,
    progress: (done: number, all: number) => void,
    signal: AbortSignal,
  ): Promise<Planes> {
    const volume = await SeriesVolume.load(series, progress, signal);
    const planes = new Planes(place, volume);
    try {
      const attributes = series.frames[0]?.attributes ?? {};
      await Promise.all(planes.planes.map((plane) => plane.show(attributes)));
      planes.window = window;
      planes.activate(0);
      return planes;
    } catch (fault) {
      planes.close();
      throw fault;
    }
  }

  get window(): Window | undefined {
    return this.plane.window;
  }

  set window(window: Window | undefined) {
    if (window !== undefined) {
      const voiRange = rangeOf(window);
      this.share((plane) => plane.present({ voiRange }));
    }
  }

  adjust(what: "width" | "centre", factor: number): void {
    const { window } = this;
    this.window = window && adjusted(window, what, factor);
  }

  resetWindow(): void {
    this.share((plane) => plane.resetWindow());
  }

  invert(): void {
    const invert = !this.plane.isInverted;
    this.share((plane) => plane.present({ invert }));
  }

  scale(factor: number): void {
    this.plane.scale(factor);
  }

  move(right: number, down: number): void {
    this.plane.move(right, down);
  }

  fit(): void {
    this.plane.fit();
  }

  rotate(): void {
    this.plane.rotate();
  }

  reset(): void {
    this.slabChoice.reset();
    this.share((plane) => plane.reset());
  }

  step(by: number): void {
    this.plane.step(by);
  }

  end(last: boolean): void {
    this.plane.goTo(last ? Number.MAX_SAFE_INTEGER : 0);
  }

  focus(): void {
    this.plane.element.focus();
  }

  focusNext(): void {
    this.activate((this.active + 1) % this.planes.length);
    this.focus();
  }

  windowed(_plane: Plane, voiRange: Types.VOIRange): void {
    this.share((plane) => plane.present({ voiRange }));
  }

  pointed(from: Plane, world: Types.Point3): void {
    this.planes.filter((plane) => plane !== from).forEach((plane) => plane.goThrough(world));
  }

  say(words: string): void {
    this.place.say(words);
  }

  get panes(): string[] {
    return this.planes.map(({ id }) => id);
  }

  /** Removes the panes and gives the memory of the volume back. */
  close(): void {
    this.resized.disconnect();
    this.closed.abort();
    for (const plane of this.planes) {
      this.place.tools.remove(plane.id, PLANES_ENGINE);
      plane.remove();
    }
    this.bar.remove();
    this.engine.destroy();
    slabs.delete(this.volume.id);
    this.volume.free();
  }

  /** Draws slabs in all planes; single slices if undefined. */
  private draw(slab: Slab | undefined): void {
    const { planes, volume } = this;
    if (slab === undefined) {
      slabs.delete(volume.id);
    } else {
      slabs.set(volume.id, new VolumeSlab(volume.voxels, slab));
    }
    planes.forEach((plane) => plane.showSlab(slab));
    this.say(slab === undefined ? text("viewer.slab.single") : this.plane.words);
  }

  private get plane(): Plane {
    return this.planes[this.active] as Plane;
  }

  private activate(index: number): void {
    this.active = index;
    this.choice.selectedIndex = index;
    this.planes.forEach((plane, i) => plane.element.classList.toggle("is-active", i === index));
  }

  /** Changes all planes; what they tell of it is not passed on again. */
  private share(change: (plane: Plane) => void): void {
    if (!this.isShared) {
      this.isShared = true;
      this.planes.forEach(change);
      this.isShared = false;
    }
  }
}
