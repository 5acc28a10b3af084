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
  utilities,
} from "@cornerstonejs/tools";
import type { PlainKey } from "../messages";

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
  zoom: [{ mouseButton: MouseBindings.Secondary }, { numTouchPoints: 2 }],
  pan: [{ mouseButton: MouseBindings.Auxiliary }, { numTouchPoints: 3 }],
};
const CHOSEN: Binding[] = [{ mouseButton: MouseBindings.Primary }, { numTouchPoints: 1 }];

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

  /** @param first what is chosen at the beginning */
  constructor(first: ToolName) {
    Object.values(CLASSES).forEach((tool) => addTool(tool));
    const group = ToolGroupManager.createToolGroup(GROUP);
    if (group === undefined) {
      throw new Error("the group of tools exists already");
    }
    this.group = group;
    Object.values(CLASSES).forEach((tool) => group.addTool(tool.toolName));
    this.chosen = first;
    this.choose(first);
  }

  add(pane: string, engine: string): void {
    this.group.addViewport(pane, engine);
  }

  remove(pane: string, engine: string): void {
    this.group.removeViewports(engine, pane);
  }

  choose(tool: ToolName): void {
    this.chosen = tool;
    for (const name of Object.keys(CLASSES) as ToolName[]) {
      const bindings = [...(ALWAYS[name] ?? []), ...(name === tool ? CHOSEN : [])];
      const { toolName } = CLASSES[name];
      if (bindings.length > 0) {
        this.group.setToolActive(toolName, { bindings });
      } else if (MEASURES.includes(name)) {
        this.group.setToolPassive(toolName, { removeAllBindings: true });
      } else {
        this.group.setToolDisabled(toolName);
      }
    }
  }

  /** Removes all measurements, also from what is drawn. */
  clear(panes: string[]): void {
    annotation.state.removeAllAnnotations();
    utilities.triggerAnnotationRenderForViewportIds(panes);
  }
}
