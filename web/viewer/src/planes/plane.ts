import { Enums, type PlanarViewport, type RenderingEngine, type Types } from "@cornerstonejs/core";
import { el } from "sallyport-common/dom";
import type { Attributes } from "../dicomweb/attributes";
import { listed, text } from "../messages";
import { edgesOf } from "../pane/orientation";
import { Overlay } from "../pane/overlay";
import { QUARTER_TURN, FULL_TURN, type Window } from "../pane/adjusted";
import { FitButton } from "../pane/fitButton";
import { type Placement, within } from "../pane/placement";
import { windowOf } from "../pane/windows";
import { PLANES, PLANE_PREFIX, type PlaneName, axesOf } from "./axes";
import { positionWords } from "./position";
import { type Slab, slabWords } from "./slab";
import type { SeriesVolume } from "./volume";

const { Events, ViewportType } = Enums;
const NEARLY_FITS = 0.01;
const NEARLY_CENTRED = 2;

/** What a plane tells the ones beside it. */
export interface Neighbours {
  /** The window of values was changed in this plane. */
  windowed(plane: Plane, range: Types.VOIRange): void;
  /** A point was chosen, which the other planes show, too. */
  pointed(plane: Plane, world: Types.Point3): void;
  say(words: string): void;
}

/** A pane with one plane of a volume. */
export class Plane implements Placement {
  readonly element: HTMLElement;
  readonly id: string;
  private readonly overlay: Overlay;
  private readonly view: PlanarViewport;
  private readonly canvas = el("div", { class: "pane__view" });
  private readonly fits = new FitButton(() => this);
  private readonly distance: number;
  private slab: Slab | undefined;
  private slice = -1;
  private isDue = false;

  constructor(
    readonly name: PlaneName,
    private readonly engine: RenderingEngine,
    private readonly volume: SeriesVolume,
    place: HTMLElement,
    notice: boolean,
    private readonly neighbours: Neighbours,
  ) {
    this.id = `${PLANE_PREFIX}${name}`;
    this.distance = volume.distanceAlong(axesOf(name).viewPlaneNormal);
    this.overlay = new Overlay(notice);
    const label = text(PLANES[name]);
    this.element = el(
      "section",
      { class: "pane plane", tabindex: "0", "aria-label": label, "data-plane": name },
      this.canvas,
      this.overlay.element,
      this.fits.element,
    );
    place.append(this.element);
    engine.enableElement({
      viewportId: this.id,
      type: ViewportType.PLANAR_NEXT,
      element: this.canvas,
      defaultOptions: { orientation: axesOf(name), background: [0, 0, 0] },
    });
    this.view = engine.getViewport(this.id) as unknown as PlanarViewport;
    this.listen();
  }

  async show(attributes: Attributes): Promise<void> {
    const orientation = axesOf(this.name);
    await this.view.setDisplaySets({ displaySetId: this.volume.id, options: { orientation } });
    this.view.render();
    this.overlay.describe(attributes);
    this.changes();
  }

  get window(): Window | undefined {
    return windowOf(
      this.view.getDisplaySetPresentation(this.volume.id)?.voiRange ??
        this.view.getDefaultVOIRange(this.volume.id),
    );
  }

  present(what: { voiRange?: Types.VOIRange; invert?: boolean }): void {
    this.view.setDisplaySetPresentation(this.volume.id, what);
    this.view.render();
    this.changes();
  }

  get isInverted(): boolean {
    return this.view.getDisplaySetPresentation(this.volume.id)?.invert === true;
  }

  step(by: number): void {
    this.goTo(this.view.getSliceIndex() + by);
  }

  goTo(index: number): void {
    const last = this.view.getNumberOfSlices() - 1;
    void this.view.setImageIdIndex(Math.max(0, Math.min(last, index)));
    this.renderSoon();
  }

  /** Draws so many slices as one from now on; one slice if undefined. */
  showSlab(slab: Slab | undefined): void {
    this.slab = slab;
    this.renderSoon();
    this.changes();
  }

  /** What is drawn, for example "Axial reconstruction, Maximum of 11 slices, 11.0 mm". */
  get words(): string {
    return listed([text(PLANES[this.name]), this.slabWords]);
  }

  /** Shows the slice through a point. */
  goThrough(world: Types.Point3): void {
    this.view.setViewReference({ cameraFocalPoint: world } as never);
    this.view.render();
    this.changes();
  }

  get isFit(): boolean {
    const [x, y] = this.view.getPan();
    return Math.abs(this.view.getZoom() - 1) < NEARLY_FITS && Math.hypot(x, y) < NEARLY_CENTRED;
  }

  scale(factor: number, at?: Types.Point2): void {
    const zoom = this.view.getZoom();
    this.view.setZoom(zoom * within(zoom, factor), at);
    this.view.render();
    this.changes();
  }

  move(right: number, down: number): void {
    const [x, y] = this.view.getPan();
    this.view.setPan([x + right, y + down]);
    this.view.render();
    this.changes();
  }

  fit(): void {
    this.view.setZoom(1);
    this.view.setPan([0, 0]);
    this.view.render();
    this.changes();
  }

  rotate(): void {
    this.view.setViewState({ rotation: (this.view.getRotation() + QUARTER_TURN) % FULL_TURN });
    this.view.render();
    this.changes();
  }

  reset(): void {
    this.view.resetViewState({ resetOrientation: false });
    this.resetWindow();
  }

  resetWindow(): void {
    this.view.resetDisplaySetPresentation(this.volume.id);
    this.view.render();
    this.changes();
  }

  resize(): void {
    this.view.resize();
    this.view.render();
    this.changes();
  }

  remove(): void {
    this.engine.disableElement(this.id);
    this.element.remove();
  }

  /** Draws once before the next frame of the screen, however often keys ask for it. */
  private renderSoon(): void {
    if (!this.isDue) {
      this.isDue = true;
      requestAnimationFrame(() => {
        this.isDue = false;
        this.view.render();
      });
    }
  }

  private listen(): void {
    const { canvas, neighbours } = this;
    canvas.addEventListener(Events.VOI_MODIFIED, (event) => {
      neighbours.windowed(this, (event as CustomEvent<{ range: Types.VOIRange }>).detail.range);
      this.changes();
    });
    canvas.addEventListener(Events.CAMERA_MODIFIED, () => this.changes());
    canvas.addEventListener("contextmenu", (event) => event.preventDefault());
    canvas.addEventListener("pointermove", (event) => this.point([event.offsetX, event.offsetY]));
    canvas.addEventListener("pointerleave", () => this.changes());
    // The library keeps double clicks from the element itself.
    const pointed = ({ clientX, clientY }: MouseEvent) => {
      const { left, top } = canvas.getBoundingClientRect();
      neighbours.pointed(this, this.view.canvasToWorld([clientX - left, clientY - top]));
    };
    this.element.addEventListener("dblclick", pointed, { capture: true });
  }

  private changes(): void {
    this.fits.show();
    const slice = this.view.getSliceIndex();
    const place = text("viewer.planes.place", slice + 1, this.view.getNumberOfSlices());
    const name = text(PLANES[this.name]);
    this.overlay.image(name, place, this.slabWords);
    this.element.setAttribute("aria-label", this.words);
    this.overlay.view(this.windowWords());
    const start = this.view.canvasToWorld([0, 0]);
    const along = (to: Types.Point2) =>
      this.view.canvasToWorld(to).map((it, i) => it - (start[i] ?? 0)) as Types.Point3;
    this.overlay.mark(edgesOf(along([1, 0]), along([0, 1])));
    if (slice !== this.slice) {
      if (this.slice >= 0) {
        this.neighbours.say(`${name}, ${place}`);
      }
      this.slice = slice;
    }
  }

  /** Shows where in the patient the pointer is. */
  private point(place: Types.Point2): void {
    this.overlay.view(this.windowWords(), positionWords(this.view.canvasToWorld(place)));
  }

  private get slabWords(): string {
    const { distance, slab, view } = this;
    return slab === undefined
      ? ""
      : slabWords(slab, distance, view.getSliceIndex(), view.getNumberOfSlices());
  }

  private windowWords(): string {
    const { window } = this;
    return window === undefined
      ? ""
      : text("viewer.overlay.window", Math.round(window.centre), Math.round(window.width));
  }
}
