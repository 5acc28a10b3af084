import { eventTarget } from "@cornerstonejs/core";
import { Enums, type Types as ToolTypes, annotation } from "@cornerstonejs/tools";
import { frameOfReferenceOf } from "../images/imagePlane";
import { plainIdOf } from "../images/loader";
import { PLANE_PREFIX } from "../planes/axes";
import { placeOn, worldOn } from "./ground";
import { MEASURES, type MeasureName, measureOf } from "./measures";
import { pointsOf } from "./measuring";
import { type Point, thinned } from "./shapes";

/** A measurement as the server keeps it (studies.marks.MarkCalls). */
export interface Mark {
  readonly id: string;
  readonly series: string;
  readonly object: string;
  /** From 1. */
  readonly frame: number;
  readonly kind: MeasureName;
  /** Columns and rows from the upper left corner of the first pixel (PS3.3 C.10.5). */
  readonly points: readonly Point[];
  readonly text: string;
  /**
   * Pixels of the screen for a CSS pixel where the points were set or confirmed. Null if the mark
   * was saved before this was kept: at other ratios than 1 its points may be wrong.
   */
  readonly ratio: number | null;
}

/** The study that a measurement belongs to, and what is kept of it. */
export interface Placed {
  readonly study: string;
  readonly mark: Mark;
}

const PLACE = /\/studies\/([^/]+)\/series\/([^/]+)\/instances\/([^/]+)\/frames\/(\d+)$/;

/** Measurements on planes of reconstructions, whose places are not those of an image. */
const ofPlanes = new Set<string>();

eventTarget.addEventListener(Enums.Events.ANNOTATION_ADDED, (event: Event) => {
  const { annotation: drawn, viewportId } = (event as CustomEvent).detail as {
    annotation: ToolTypes.Annotation;
    viewportId?: string;
  };
  if (viewportId?.startsWith(PLANE_PREFIX) === true) {
    ofPlanes.add(drawn.annotationUID ?? "");
  }
  const { metadata } = drawn;
  if (metadata?.referencedImageId !== undefined && PLACE.test(metadata.referencedImageId)) {
    // What is measured belongs to the image, not to the saved view in which it is shown.
    metadata.referencedImageId = plainIdOf(metadata.referencedImageId);
  }
});

/** Whether a measurement was made on a plane of a reconstruction. */
export function isOfPlane({ annotationUID }: ToolTypes.Annotation): boolean {
  return ofPlanes.has(annotationUID ?? "");
}

/** Who made a measurement that was sent to the reader; undefined if the reader did. */
export function byOf({ data }: ToolTypes.Annotation): string | undefined {
  return (data as { by?: string }).by;
}

/** What is known of where the points of a measurement are from. */
interface Origin {
  ratio?: number;
  /** Whether its points were saved at a ratio that nobody knows, and are not confirmed. */
  isUnchecked?: boolean;
}

/**
 * Whether points of a measurement may be wrong, which its owner has not confirmed. Moving does not
 * confirm: the other points stay where they were, and a measurement that is moved as a whole keeps
 * its length.
 */
export function isUnchecked(data: object): boolean {
  return (data as Origin).isUnchecked === true;
}

/** Those of the reader that are on what was opened. */
export function uncheckedMarks(): ToolTypes.Annotation[] {
  return annotation.state
    .getAllAnnotations()
    .filter((drawn) => byOf(drawn) === undefined && isUnchecked(drawn.data));
}

/** The reader says that a measurement is where it should be. */
export function confirm({ data }: ToolTypes.Annotation): void {
  (data as Origin).isUnchecked = false;
}

function ratioOf({ data }: ToolTypes.Annotation): number | null {
  const origin = data as Origin;
  if (isUnchecked(data)) {
    return null;
  }
  origin.ratio ??= devicePixelRatio;
  return origin.ratio;
}

/** What was written beside a measurement, without the name of who made it. */
function labelOf({ data }: ToolTypes.Annotation): string {
  return (data as { words?: string }).words ?? String(data.label ?? "");
}

/** What is kept of a measurement; undefined if it is not on an image, or not complete. */
export function markOf(drawn: ToolTypes.Annotation): Placed | undefined {
  const kind = measureOf(drawn.metadata?.toolName);
  const imageId = drawn.metadata?.referencedImageId ?? "";
  const [, study, series, object, frame] = PLACE.exec(imageId) ?? [];
  if (
    isOfPlane(drawn) ||
    kind === undefined ||
    study === undefined ||
    series === undefined ||
    object === undefined
  ) {
    return undefined;
  }
  const places = pointsOf(drawn.data).map((point) => placeOn(imageId, point));
  const points = sent(kind, places);
  const label = labelOf(drawn);
  const [first, second] = points;
  const isDrawn = second === undefined || (first !== undefined && distance(first, second) > 0);
  const isComplete =
    points.length === COUNTS[kind] || (kind === "freehand" && points.length > MIN_CORNERS);
  return isComplete && isDrawn && (kind !== "arrow" || label !== "")
    ? {
        study,
        mark: {
          id: drawn.annotationUID ?? "",
          series,
          object,
          frame: Number(frame),
          kind,
          points,
          text: kind === "arrow" ? label : "",
          ratio: ratioOf(drawn),
        },
      }
    : undefined;
}

const MIN_CORNERS = 3;
const COUNTS: Readonly<Partial<Record<MeasureName, number>>> = {
  length: 2,
  angle: 3,
  cobb: 4,
  bidirectional: 4,
  ellipse: 4,
  rectangle: 4,
  circle: 2,
  probe: 1,
  arrow: 2,
};

/** The points in the order in which they are kept. */
function sent(kind: MeasureName, places: readonly Point[]): readonly Point[] {
  if (kind === "freehand") {
    const some = thinned(places);
    return [...some, ...some.slice(0, 1)];
  }
  const [a, b, c, d] = places;
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    return places;
  }
  if (kind === "rectangle") {
    return [a, b, d, c];
  }
  // The library has the ends of one axis, then those of the other.
  return kind === "ellipse" && distance(c, d) >= distance(a, b) ? [c, d, a, b] : places;
}

/** The measurement of the library that is made of what was kept of an image. */
export function drawnOf(
  { id, kind, points, text, ratio }: Mark,
  imageId: string,
): ToolTypes.Annotation {
  const worlds = handles(kind, points).map((place) => worldOn(imageId, place));
  const isByHand = kind === "freehand";
  return {
    annotationUID: id,
    highlighted: false,
    invalidated: true,
    isLocked: false,
    isVisible: true,
    autoGenerated: false,
    metadata: {
      toolName: MEASURES[kind].toolName,
      referencedImageId: imageId,
      FrameOfReferenceUID: frameOfReferenceOf(imageId),
    },
    data: {
      label: text,
      cachedStats: {},
      ...(ratio === null ? { isUnchecked: true } : { ratio }),
      handles: {
        points: isByHand ? [] : worlds,
        activeHandleIndex: null,
        textBox: { hasMoved: false, worldPosition: [0, 0, 0], worldBoundingBox: undefined },
        ...(kind === "arrow" && { arrowFirst: true }),
      },
      ...(isByHand && { contour: { polyline: worlds, closed: true } }),
    },
  } as unknown as ToolTypes.Annotation;
}

function handles(kind: MeasureName, points: readonly Point[]): readonly Point[] {
  const [a, b, c, d] = points;
  if (kind === "freehand") {
    return points.slice(0, -1);
  }
  if (a === undefined || b === undefined || c === undefined || d === undefined) {
    return points;
  }
  if (kind === "rectangle") {
    return [a, b, d, c];
  }
  if (kind !== "ellipse") {
    return points;
  }
  // Bottom, top, left and right, as they are on an image that is not turned.
  const isAcross = Math.abs(b[0] - a[0]) >= Math.abs(b[1] - a[1]);
  const [wide, high] = isAcross
    ? [[a, b] as const, [c, d] as const]
    : [[c, d] as const, [a, b] as const];
  const [left, right] = wide[0][0] <= wide[1][0] ? wide : [wide[1], wide[0]];
  const [top, bottom] = high[0][1] <= high[1][1] ? high : [high[1], high[0]];
  return [bottom, top, left, right];
}

function distance([x, y]: Point, [u, v]: Point): number {
  return Math.hypot(u - x, v - y);
}
