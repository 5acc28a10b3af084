import {
  AngleTool,
  ArrowAnnotateTool,
  BidirectionalTool,
  CircleROITool,
  CobbAngleTool,
  EllipticalROITool,
  LengthTool,
  PlanarFreehandROITool,
  ProbeTool,
  RectangleROITool,
} from "@cornerstonejs/tools";

/** An arrow whose words are asked for afterwards: nothing that is recorded waits for them. */
class Arrow extends ArrowAnnotateTool {
  static override toolName = ArrowAnnotateTool.toolName;

  protected override startGroupRecording(): void {
    // The library would end the recording with the words only.
  }

  protected override endGroupRecording(): void {
    // None was begun.
  }
}

/** What can be drawn on an image and stays there, by the library's tool that draws it. */
export const MEASURES = {
  length: LengthTool,
  angle: AngleTool,
  cobb: CobbAngleTool,
  bidirectional: BidirectionalTool,
  ellipse: EllipticalROITool,
  rectangle: RectangleROITool,
  circle: CircleROITool,
  freehand: PlanarFreehandROITool,
  probe: ProbeTool,
  arrow: Arrow,
} as const;

export type MeasureName = keyof typeof MEASURES;

export const MEASURE_NAMES = Object.keys(MEASURES) as readonly MeasureName[];

/** Whether a tool measures. */
export function isMeasure(tool: string): tool is MeasureName {
  return tool in MEASURES;
}

const NAMES = new Map<string, MeasureName>(
  MEASURE_NAMES.map((name) => [MEASURES[name].toolName, name]),
);

/** The measure that a tool of the library draws; undefined if it draws none. */
export function measureOf(toolName: string | undefined): MeasureName | undefined {
  return NAMES.get(toolName ?? "");
}
