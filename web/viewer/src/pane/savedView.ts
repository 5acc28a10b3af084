import type { Archive } from "../dicomweb/archive";
import type { Attributes } from "../dicomweb/attributes";
import type { Frame } from "../images/loadedSeries";
import { attributesOf, plainIdOf } from "../images/loader";
import { type Area, areaOf } from "../images/states/area";
import { type Drawn, drawingsOf } from "../images/states/drawings";
import { type PresentationState, refersTo, turnedBy } from "../images/states/state";
import { stateImageId } from "../images/states/stateImages";
import { undrawnBy } from "../images/states/undrawn";
import { type PlainKey, text } from "../messages";
import type { Picture } from "./picture";
import { StateDrawing } from "./stateDrawing";
import { savedName } from "./words";

/** How a state shows an image. */
interface Applied {
  readonly state: PresentationState;
  readonly area: Area;
  readonly drawings: readonly Drawn[];
  /** The same for images that are placed and turned alike. */
  readonly view: string;
}

/** The saved view that a pane shows its images with, and those that it could. */
export class SavedView {
  readonly drawing = new StateDrawing();
  private states: readonly PresentationState[] = [];
  private chosen: PresentationState | undefined;
  /** The view in which the images of the stack were placed last; empty for that of the reader. */
  private placed = "";
  private kept: readonly [imageId: string, Applied | PlainKey] | undefined;
  /** Why the view that was chosen last was given up. */
  private fault = "";

  constructor(
    private readonly archive: Archive,
    private readonly picture: Picture,
  ) {}

  /** Nothing is shown any more. */
  leave(): void {
    this.states = [];
    this.choose(undefined);
    this.drawing.clear();
  }

  /** The states that can refer to the images of the pane. */
  knows(states: readonly PresentationState[]): void {
    this.states = states;
  }

  choose(state: PresentationState | undefined, fault = ""): void {
    this.chosen = state;
    this.fault = fault;
    this.kept = undefined;
    this.unplace();
  }

  /** The stack is shown anew, as the library places it. */
  unplace(): void {
    this.placed = "";
  }

  get isOn(): boolean {
    return this.chosen !== undefined;
  }

  /** The UID of the state that is chosen; empty if none is. */
  get uid(): string {
    return this.chosen?.object ?? "";
  }

  /** The states that refer to an image. */
  offeredFor(frame: Frame): readonly PresentationState[] {
    return this.states.filter((it) => refersTo(it, frame));
  }

  /** Which of those that are offered is chosen, from 1; 0 if none is. */
  numberFor(frame: Frame): number {
    return this.offeredFor(frame).findIndex(({ object }) => object === this.chosen?.object) + 1;
  }

  /** The ids of images, of those that the view refers to as it shows them. */
  idsOf(frames: readonly Frame[]): string[] {
    return frames.map((frame) => {
      const state = this.appliedTo(frame)?.state;
      return state === undefined ? frame.imageId : stateImageId(this.archive, state, frame.imageId);
    });
  }

  /** The attributes of an image as it is shown. */
  attributesOf(frame: Frame): Attributes {
    const state = this.appliedTo(frame)?.state;
    const id = state && stateImageId(this.archive, state, frame.imageId);
    return (id === undefined ? undefined : attributesOf(id)) ?? frame.attributes;
  }

  /** Whose view it is, if the image is shown with it; empty if it is not. */
  lineFor(frame: Frame): string {
    const applied = this.appliedTo(frame);
    return applied ? text("viewer.saved.line", savedName(applied.state)) : "";
  }

  /** What is to be said of the view that is chosen: why it is not drawn, or what it cannot be. */
  wordsFor(frame: Frame): string {
    const found = this.found(frame);
    if (typeof found === "string") {
      return text("viewer.saved.undrawn", text(found));
    }
    return found?.area.mode === "true-size" ? text("viewer.saved.true-size") : this.fault;
  }

  /** Whether an image that was asked for is one as a view shows it. */
  isOf(imageId: string): boolean {
    return plainIdOf(imageId) !== imageId;
  }

  /**
   * Places and turns an image as its view says, if the one before was shown otherwise.
   *
   * @param isAgain whether to do it in any case
   */
  place(frame: Frame, isAgain = false): void {
    const applied = this.appliedTo(frame);
    const view = applied?.view ?? "";
    if (view === this.placed && !(isAgain && applied !== undefined)) {
      return;
    }
    this.placed = view;
    const { presentation } = this.picture;
    if (applied === undefined) {
      presentation.arrange(0, false);
    } else {
      const { rotation, isFlipped } = turnedBy(applied.state);
      presentation.arrange(rotation, isFlipped, applied.area);
    }
  }

  draw(frame: Frame | undefined): void {
    const applied = frame && this.appliedTo(frame);
    if (applied === undefined) {
      this.drawing.clear();
    } else {
      this.drawing.show(applied.drawings, (place) => this.picture.canvasAt(place));
    }
  }

  private appliedTo(frame: Frame): Applied | undefined {
    const found = this.found(frame);
    return typeof found === "string" ? undefined : found;
  }

  /** How the view that is chosen shows an image, or what it has that is not drawn. */
  private found(frame: Frame): Applied | PlainKey | undefined {
    const { chosen } = this;
    if (chosen === undefined || !refersTo(chosen, frame)) {
      return undefined;
    }
    if (this.kept?.[0] !== frame.imageId) {
      this.kept = [frame.imageId, applied(chosen, frame)];
    }
    return this.kept[1];
  }
}

function applied(state: PresentationState, frame: Frame): Applied | PlainKey {
  const { attributes } = frame;
  const undrawn = undrawnBy(state, attributes, frame);
  if (undrawn !== undefined) {
    return undrawn;
  }
  const area = areaOf(state, attributes, frame);
  const drawings = area && drawingsOf(state, area, frame);
  return area === undefined || drawings === undefined
    ? "viewer.saved.has.drawing"
    : { state, area, drawings, view: `${state.object} ${JSON.stringify(area)}` };
}
