import {
  AngleTool,
  Enums,
  LengthTool,
  PanTool,
  StackScrollTool,
  ToolGroupManager,
  WindowLevelTool,
  ZoomTool,
  addTool,
  annotation,
  cancelActiveManipulations,
  utilities,
} from "@cornerstonejs/tools";
import { getRenderingEngine } from "@cornerstonejs/core";
import type { PlainKey } from "../messages";
import { holdWithFingers } from "../pane/fingers";
import { LEAST_ZOOM, MOST_ZOOM, type Placement } from "../pane/placement";

/** What dragging with the main button or one finger does. */
export type ToolName = "window" | "scroll" | "pan" | "zoom" | "length" | "angle";

const CLASSES = {
  window: WindowLevelTool,
  scroll: StackScrollTool,
  pan: PanTool,
  zoom: ZoomTool,
  length: LengthTool,
  angle: AngleTool,
} as const;
const MEASURES: readonly ToolName[] = ["length", "angle"];
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
const POINTS_OF_AN_ANGLE = 3;

export const TOOL_WORDS: Readonly<Record<ToolName, PlainKey>> = {
  window: "viewer.tool.window",
  scroll: "viewer.tool.scroll",
  pan: "viewer.tool.pan",
  zoom: "viewer.tool.zoom",
  length: "viewer.tool.length",
  angle: "viewer.tool.angle",
};

/** The tools of all panes. */
export class Tools {
  chosen: ToolName;
  private readonly group;
  private readonly held = new Map<string, AbortController>();

  /** @param first what is chosen at the beginning */
  constructor(first: ToolName) {
    Object.values(CLASSES).forEach((tool) => addTool(tool));
    const group = ToolGroupManager.createToolGroup(GROUP);
    if (group === undefined) {
      throw new Error("the group of tools exists already");
    }
    this.group = group;
    for (const { toolName } of Object.values(CLASSES)) {
      group.addTool(toolName, toolName === ZoomTool.toolName ? ZOOM_SETTINGS : {});
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
      holdWithFingers(element, placement, () => this.interrupt(element), held.signal);
    }
  }

  remove(pane: string, engine: string): void {
    this.held.get(pane)?.abort();
    this.held.delete(pane);
    this.group.removeViewports(engine, pane);
  }

  /** The library adds bindings to those that a tool has, so all are taken away first. */
  choose(tool: ToolName): void {
    this.finish();
    this.chosen = tool;
    const names = Object.keys(CLASSES) as ToolName[];
    for (const name of names) {
      this.group.setToolPassive(CLASSES[name].toolName, { removeAllBindings: true });
    }
    for (const name of names) {
      const bindings = [...(ALWAYS[name] ?? []), ...(name === tool ? CHOSEN : [])];
      const { toolName } = CLASSES[name];
      if (bindings.length > 0) {
        this.group.setToolActive(toolName, { bindings });
      } else if (!MEASURES.includes(name)) {
        this.group.setToolDisabled(toolName);
      }
    }
  }

  /** Removes all measurements, also from what is drawn. */
  clear(panes: string[]): void {
    this.finish();
    annotation.state.removeAllAnnotations();
    utilities.triggerAnnotationRenderForViewportIds(panes);
  }

  /** Ends what is drawn with another tool; an angle with one leg only is removed. */
  private finish(): void {
    for (const { viewportId, renderingEngineId } of this.group.getViewportsInfo()) {
      const element = elementOf(viewportId, renderingEngineId);
      const drawn = element && cancelActiveManipulations(element);
      if (drawn !== undefined && !isWhole(drawn)) {
        remove(drawn, viewportId);
      }
    }
  }

  /** Removes what a finger began to draw before it turned out to be one of several. */
  private interrupt(element: HTMLDivElement): void {
    const drawn = cancelActiveManipulations(element);
    if (drawn !== undefined) {
      remove(drawn, element.dataset["viewportUid"] ?? "");
    }
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

function elementOf(pane: string, engine: string): HTMLDivElement | undefined {
  return getRenderingEngine(engine)?.getViewport(pane)?.element;
}

function isWhole(uid: string): boolean {
  const drawn = annotation.state.getAnnotation(uid);
  const points = drawn?.data.handles?.points?.length ?? 0;
  return drawn?.metadata?.toolName !== AngleTool.toolName || points === POINTS_OF_AN_ANGLE;
}

function remove(uid: string, pane: string): void {
  annotation.state.removeAnnotation(uid);
  utilities.triggerAnnotationRenderForViewportIds([pane]);
}
