import {
  type AnnotationTool,
  Enums,
  PanTool,
  StackScrollTool,
  ToolGroupManager,
  WindowLevelTool,
  ZoomTool,
  type Types,
  addTool,
  annotation,
  cancelActiveManipulations,
  utilities,
} from "@cornerstonejs/tools";
import {
  type Types as CoreTypes,
  eventTarget,
  getEnabledElement,
  getRenderingEngine,
  triggerEvent,
  utilities as core,
} from "@cornerstonejs/core";
import {
  MEASURES,
  MEASURE_NAMES,
  type MeasureName,
  isMeasure,
  measureOf,
} from "../measurements/measures";
import { byOf, confirm, isUnchecked } from "../measurements/mark";
import { LABELLED, MEASURE_SETTINGS, ofArrow } from "../measurements/measuring";
import { Drawing } from "../measurements/drawing";
import { askForWords } from "../measurements/labelDialog";
import { HANDLES } from "../measurements/words";
import { listed, text } from "../messages";
import { CrossCursor } from "../pane/crossCursor";
import { holdWithFingers } from "../pane/fingers";
import { type Held, onLongPress } from "../pane/longPress";
import { Loupe } from "../pane/loupe";
import { ignoreBesidePen, onHover } from "../pane/pen";
import { LEAST_ZOOM, MOST_ZOOM, type Placement, StackPlacement } from "../pane/placement";
import { onDoubleTap } from "../pane/taps";
import { Magnifier } from "./magnifier";

/** What dragging with the main button or one finger does. */
export type ToolName = "window" | "scroll" | "pan" | "zoom" | "magnify" | "locate" | MeasureName;

/** Points are chosen by this viewer, not by the library. */
type LibraryTool = Exclude<ToolName, "locate">;

const CLASSES = {
  window: WindowLevelTool,
  scroll: StackScrollTool,
  pan: PanTool,
  zoom: ZoomTool,
  magnify: Magnifier,
  ...MEASURES,
} as const;
const GROUP = "images";
const { MouseBindings } = Enums;
type Binding = { mouseButton?: number; numTouchPoints?: number };

/** Bindings that do not depend on the tool that is chosen. */
const ALWAYS: Partial<Record<ToolName, Binding[]>> = {
  scroll: [{ mouseButton: MouseBindings.Wheel }],
  zoom: [{ mouseButton: MouseBindings.Secondary }],
  pan: [{ mouseButton: MouseBindings.Auxiliary }],
};
const CHOSEN: Binding[] = [{ mouseButton: MouseBindings.Primary }, { numTouchPoints: 1 }];
/** The library's own pinching knows no bounds, and takes one finger for two. */
const ZOOM_SETTINGS = {
  minZoomScale: LEAST_ZOOM,
  maxZoomScale: MOST_ZOOM,
  pinchToZoom: false,
  pan: false,
};
const MAGNIFIER_SETTINGS = { magnifySize: 3 };
/** Tools that leave a finger that rests to a length; the others use it themselves. */
const OF_ONE_FINGER: readonly ToolName[] = ["window", "scroll", "pan", "zoom"];
/** A finger that rests nearer to a measurement takes it, to move it. */
const NEAR_PIXELS = 30;
const HISTORY_LENGTH = 50;
/** What was drawn, moved and deleted, which the library's tools report to it. */
const HISTORY = core.HistoryMemo.DefaultHistoryMemo;

/** The tools of all panes. */
export class Tools {
  chosen: ToolName;
  private readonly group;
  private readonly held = new Map<string, AbortController>();

  /**
   * @param first what is chosen at the beginning
   * @param told tells what was measured by a finger that rested
   * @param still is told before something is measured on an image, which stands still then
   */
  constructor(
    first: ToolName,
    private readonly told: (words: string) => void,
    private readonly still: () => void,
  ) {
    Object.values(CLASSES).forEach((tool) => addTool(tool));
    const group = ToolGroupManager.createToolGroup(GROUP);
    if (group === undefined) {
      throw new Error("the group of tools exists already");
    }
    this.group = group;
    const settings: Readonly<Partial<Record<ToolName, object>>> = {
      zoom: ZOOM_SETTINGS,
      magnify: MAGNIFIER_SETTINGS,
      ...MEASURE_SETTINGS,
      arrow: { ...MEASURE_SETTINGS.arrow, ...ofArrow((arrow, words) => this.label(arrow, words)) },
    };
    for (const name of Object.keys(CLASSES) as LibraryTool[]) {
      group.addTool(CLASSES[name].toolName, settings[name] ?? {});
    }
    this.chosen = first;
    this.choose(first);
  }

  add(pane: string, engine: string, placement: Placement): void {
    this.group.addViewport(pane, engine);
    const element = elementOf(pane, engine);
    const held = new AbortController();
    this.held.set(pane, held);
    if (element !== undefined) {
      keepKeys(element, held.signal);
      ignoreBesidePen(element, held.signal);
      const cross = new CrossCursor();
      onHover(element, (at) => this.hover(element, cross, at), held.signal);
      onLongPress(element, (at) => this.press(element, at), held.signal);
      holdWithFingers(element, placement, () => this.interrupt(element), held.signal);
      if (placement instanceof StackPlacement) {
        onDoubleTap(element, () => isMeasure(this.chosen) || placement.fit(), held.signal);
      }
    }
  }

  remove(pane: string, engine: string): void {
    this.held.get(pane)?.abort();
    this.held.delete(pane);
    this.group.removeViewports(engine, pane);
    forgetHistory();
  }

  /** A pen that hovers shows where a measurement would begin. */
  private hover(
    element: HTMLElement,
    cross: CrossCursor,
    at: readonly [number, number] | undefined,
  ): void {
    if (at !== undefined && isMeasure(this.chosen)) {
      cross.place(element, [at[0], at[1]]);
    } else {
      cross.hide();
    }
  }

  /** A finger that rests measures a length, whatever it does otherwise. */
  private press(element: HTMLDivElement, at: CoreTypes.Point2): Held | undefined {
    const isFree = OF_ONE_FINGER.includes(this.chosen) && !isNearMark(element, at);
    const drawing = isFree ? this.draws("length", element) : undefined;
    if (drawing === undefined) {
      return undefined;
    }
    this.interrupt(element);
    const loupe = new Loupe();
    let isMoved = false;
    loupe.show(element, at);
    const leave = () => {
      loupe.hide();
      drawing.cancel();
    };
    return {
      move: (to) => {
        isMoved = true;
        drawing.show([at, to]);
        loupe.show(element, to);
      },
      end: () => {
        if (isMoved) {
          loupe.hide();
          this.drew(drawing);
          this.told(text("viewer.draw.done", listed(drawing.words)));
        } else {
          leave();
        }
      },
      cancel: leave,
    };
  }

  /** Begins a measurement that is drawn place by place; undefined if no image is shown. */
  draws(kind: MeasureName, element: HTMLDivElement): Drawing | undefined {
    this.finish();
    this.still();
    const viewport = getEnabledElement(element)?.viewport;
    return viewport?.getImageData() == null
      ? undefined
      : new Drawing(kind, viewport as CoreTypes.IViewport);
  }

  /** Ends one. An arrow asks for its words. */
  drew(drawing: Drawing): void {
    const drawn = drawing.end();
    if (measureOf(drawn.metadata?.toolName) === "arrow") {
      askForWords("", (words) => this.label(drawn, words));
    }
  }

  /** What was done before is not undone any more. */
  forgetHistory(): void {
    this.finish();
    forgetHistory();
  }

  /** The session is over: nothing that was measured stays. */
  forget(): void {
    annotation.state.removeAllAnnotations();
    forgetHistory();
  }

  /** The library adds bindings to those that a tool has, so all are taken away first. */
  choose(tool: ToolName): void {
    this.finish();
    this.chosen = tool;
    const names = Object.keys(CLASSES) as LibraryTool[];
    for (const name of names) {
      this.group.setToolPassive(CLASSES[name].toolName, { removeAllBindings: true });
    }
    for (const name of names) {
      const bindings = [...(ALWAYS[name] ?? []), ...(name === tool ? CHOSEN : [])];
      const { toolName } = CLASSES[name];
      if (bindings.length > 0) {
        this.group.setToolActive(toolName, { bindings });
      } else if (measureOf(toolName) === undefined) {
        this.group.setToolDisabled(toolName);
      }
    }
  }

  /**
   * Deletes measurements.
   *
   * @returns how many
   */
  clear(isMeant: (drawn: Types.Annotation) => boolean): number {
    this.finish();
    return this.delete(annotation.state.getAllAnnotations().filter(isMeant));
  }

  /**
   * Deletes the measurements that are selected, the last one that was drawn or pressed on, and that
   * can be seen: on another image, or another series, a selection is forgotten by the reader.
   */
  deleteSelected(): boolean {
    return this.delete(this.selected()) > 0;
  }

  /** Confirms the measurements that are selected; false if none of them is in doubt. */
  confirmSelected(): boolean {
    const all = this.selected().filter(({ data }) => isUnchecked(data));
    all.forEach((drawn) => {
      confirm(drawn);
      drawn.invalidated = true;
      triggerEvent(eventTarget, LABELLED, { annotation: drawn });
    });
    this.draw();
    return all.length > 0;
  }

  /** The length that is selected and seen; undefined if there is none. */
  selectedLength(): Types.Annotation | undefined {
    return this.selected().find(({ metadata }) => measureOf(metadata?.toolName) === "length");
  }

  private selected(): Types.Annotation[] {
    this.finish();
    const selected = annotation.selection.getAnnotationsSelected();
    return annotation.state
      .getAllAnnotations()
      .filter((it) => selected.includes(it.annotationUID ?? "") && this.isShown(it));
  }

  private isShown({ metadata }: Types.Annotation): boolean {
    return this.group
      .getViewportsInfo()
      .some(
        ({ viewportId, renderingEngineId }) =>
          metadata !== undefined &&
          getRenderingEngine(renderingEngineId)
            ?.getViewport(viewportId)
            ?.isReferenceViewable(metadata) === true,
      );
  }

  /** Takes back what was drawn, moved or deleted last; false if there is nothing. */
  undo(): boolean {
    this.finish();
    return HISTORY.canUndo && this.after(() => selectingRestored(() => HISTORY.undo()));
  }

  /** Does again what was taken back last; false if there is nothing. */
  redo(): boolean {
    this.finish();
    return HISTORY.canRedo && this.after(() => selectingRestored(() => HISTORY.redo()));
  }

  /** @returns how many were deleted */
  private delete(all: readonly Types.Annotation[]): number {
    const gone = all.filter(
      (it) => measureOf(it.metadata?.toolName) !== undefined && byOf(it) === undefined,
    );
    if (gone.length === 0) {
      return 0;
    }
    const take = () => gone.forEach((it) => remove(it.annotationUID ?? ""));
    const give = () =>
      gone.forEach((it) =>
        annotation.state.addAnnotation(it, it.metadata?.FrameOfReferenceUID ?? ""),
      );
    HISTORY.push({ restoreMemo: (isUndone) => (isUndone === true ? give() : take()) });
    this.after(take);
    return gone.length;
  }

  /** Draws all panes again after a change of measurements. */
  private after(change: () => void): true {
    change();
    this.draw();
    return true;
  }

  /** Draws the measurements of all panes again. */
  draw(): void {
    utilities.triggerAnnotationRenderForViewportIds(
      this.group.getViewportsInfo().map(({ viewportId }) => viewportId),
    );
  }

  /** Ends what is drawn with another tool; an angle without all of its points is removed. */
  private finish(): void {
    for (const { viewportId, renderingEngineId } of this.group.getViewportsInfo()) {
      const element = elementOf(viewportId, renderingEngineId);
      const drawn = element && cancelActiveManipulations(element);
      if (drawn !== undefined && !isWhole(drawn)) {
        this.takeBack(drawn);
      }
    }
    this.settle();
  }

  /** Writes something beside a new arrow, or removes it. */
  private label(arrow: Types.Annotation, words: string | undefined): void {
    if (words === undefined) {
      this.takeBack(arrow.annotationUID ?? "");
      return;
    }
    this.after(() => {
      arrow.data.label = words;
      triggerEvent(eventTarget, LABELLED, { annotation: arrow });
    });
  }

  /** Takes back what a finger began before it turned out to be one of several. */
  private interrupt(element: HTMLDivElement): void {
    this.endMagnifier(element);
    const drawn = cancelActiveManipulations(element);
    if (drawn !== undefined) {
      this.takeBack(drawn);
    }
    this.settle();
  }

  private endMagnifier(element: HTMLDivElement): void {
    if (element.querySelector(".magnifyTool") !== null) {
      const magnifier = this.group.getToolInstance(Magnifier.toolName as string) as Magnifier;
      magnifier._dragEndCallback({ detail: { element } } as Types.EventTypes.InteractionEventType);
    }
  }

  /** Removes a measurement that was begun, or puts one that was moved back in its place. */
  private takeBack(uid: string): void {
    this.after(() => {
      if (!HISTORY.undoIf((it) => [it].flat().some(({ id }) => id === uid))) {
        if (!wasDrawn(uid)) {
          remove(uid);
        }
        return;
      }
      // An empty group forgets what could be done again.
      HISTORY.startGroupRecording();
      HISTORY.endGroupRecording();
    });
  }

  /** Without this, what is drawn next would not be recorded after something was cancelled. */
  private settle(): void {
    MEASURE_NAMES.forEach((name) => {
      (this.group.getToolInstance(MEASURES[name].toolName) as AnnotationTool).doneEditMemo();
    });
  }
}

/**
 * Keeps keys from the library, which has no use for them here: it would take Tab and the browser's
 * own keys away from whoever has pressed on an image, and let no tool work until a key is up again.
 */
function keepKeys(element: HTMLElement, ended: AbortSignal): void {
  const options = { capture: true, signal: ended };
  element.addEventListener("keydown", (event) => event.stopImmediatePropagation(), options);
}

/** Whether a measurement that can be moved is at a place of a pane. */
function isNearMark(element: HTMLDivElement, at: CoreTypes.Point2): boolean {
  const shown = getEnabledElement(element);
  const group = shown && ToolGroupManager.getToolGroupForViewport(shown.viewportId);
  return annotation.state.getAllAnnotations().some((it) => {
    const tool = group?.getToolInstance(it.metadata?.toolName ?? "") as AnnotationTool | undefined;
    const isSeen =
      measureOf(it.metadata?.toolName) !== undefined &&
      it.metadata !== undefined &&
      shown?.viewport.isReferenceViewable(it.metadata) === true;
    return (
      isSeen &&
      (tool?.getHandleNearImagePoint(element, it, at, NEAR_PIXELS) != null ||
        tool?.isPointNearTool(element, it, at, NEAR_PIXELS, "touch") === true)
    );
  });
}

function elementOf(pane: string, engine: string): HTMLDivElement | undefined {
  return getRenderingEngine(engine)?.getViewport(pane)?.element;
}

function isWhole(uid: string): boolean {
  const drawn = annotation.state.getAnnotation(uid);
  const name = measureOf(drawn?.metadata?.toolName);
  const needed = name && HANDLES[name];
  return needed === undefined || drawn?.data.handles?.points?.length === needed;
}

/** The library would draw what is done again in the pane where it was, which may be closed. */
function forgetHistory(): void {
  HISTORY.size = HISTORY_LENGTH;
}

/** What a change brings back is selected, as it was when it was drawn. */
function selectingRestored(change: () => void): void {
  const uids = () =>
    annotation.state.getAllAnnotations().map(({ annotationUID }) => annotationUID ?? "");
  const before = new Set(uids());
  change();
  uids()
    .filter((uid) => !before.has(uid))
    .forEach((uid, i) => annotation.selection.setAnnotationSelected(uid, true, i > 0));
}

/** Whether a measurement has a length, so that it was not only pressed for. */
function wasDrawn(uid: string): boolean {
  const [from, to] = annotation.state.getAnnotation(uid)?.data.handles?.points ?? [];
  return from !== undefined && to !== undefined && from.some((it, i) => it !== to[i]);
}

function remove(uid: string): void {
  annotation.selection.setAnnotationSelected(uid, false);
  annotation.state.removeAnnotation(uid);
}
