import type { Types } from "@cornerstonejs/core";
import { type Types as ToolTypes, annotation } from "@cornerstonejs/tools";
import { groundOf } from "./ground";
import { text } from "../messages";
import { askForWords } from "./labelDialog";
import { byOf, isUnchecked } from "./mark";
import { MEASURE_NAMES, type MeasureName, measureOf } from "./measures";
import { isolated, wordsOf, wrapped } from "./words";

/** What the library knows of a measurement. */
interface Drawn {
  /** Who made it, if it was sent to the reader. */
  readonly by?: string;
  readonly handles?: { readonly points?: Types.Point3[] };
  readonly contour?: { readonly polyline?: Types.Point3[] };
}

/** The points of a measurement: those of its line if it was drawn by hand, otherwise its handles. */
export function pointsOf({ handles, contour }: Drawn): readonly Types.Point3[] {
  return contour?.polyline ?? handles?.points ?? [];
}

/** What is written beside a measurement, line by line; undefined if it has no place. */
export function linesOf(
  name: MeasureName,
  drawn: Drawn,
  targets: string | readonly string[],
): string[] | undefined {
  const points = pointsOf(drawn);
  const [target = ""] = [targets].flat();
  const ground = groundOf(target, points);
  return ground && [...wordsOf(name, points.map(ground.placeOf), ground)];
}

/** Whether there is no room for long units. */
const NARROW = matchMedia("(max-width: 48rem)");

function fitting(lines: string[] | undefined): string[] | undefined {
  return NARROW.matches ? lines?.flatMap(wrapped) : lines;
}

function withNotes(drawn: Drawn, lines: string[] | undefined): string[] | undefined {
  const { by } = drawn;
  return (
    lines && [
      ...lines,
      ...(by === undefined ? [] : [text("viewer.shared.by", by)]),
      ...(isUnchecked(drawn) ? [text("viewer.marks.unchecked")] : []),
    ]
  );
}

const OWN: Readonly<Partial<Record<MeasureName, object>>> = {
  freehand: { allowOpenContours: false },
  // The library would set it above a finger, and above the tip of a pen.
  probe: { touchCanvasOffset: { x: 0, y: 0 } },
};

/** The library's settings of the tools that measure: what they write is this viewer's. */
export const MEASURE_SETTINGS: Readonly<Record<MeasureName, object>> = Object.fromEntries(
  MEASURE_NAMES.map((name) => [
    name,
    {
      getTextLines: (drawn: Drawn, targets: string | readonly string[]) =>
        withNotes(drawn, fitting(linesOf(name, drawn, targets)))?.map(isolated),
      ...OWN[name],
    },
  ]),
) as Record<MeasureName, object>;

/** Tells that something was written beside an arrow, of which the library does not know. */
export const LABELLED = "sallyport-labelled";

/**
 * The settings of arrows, which have words.
 *
 * @param written is told what is to be written beside a new arrow; undefined if there is to be none
 */
export function ofArrow(written: (arrow: ToolTypes.Annotation, words?: string) => void): object {
  return {
    // The library would ask before the arrow is in its history, and record the words as a change.
    getTextCallback: () =>
      queueMicrotask(() => {
        const arrow = newestArrow();
        if (arrow !== undefined) {
          askForWords("", (words) => written(arrow, words));
        }
      }),
    changeTextCallback: (
      arrow: ToolTypes.Annotation,
      _event: unknown,
      done: (words: string) => void,
    ) => {
      if (byOf(arrow) === undefined) {
        const before = String(arrow.data.label ?? "");
        askForWords(before, (words) => words !== undefined && done(words));
      }
    },
  };
}

function newestArrow(): ToolTypes.Annotation | undefined {
  return annotation.state
    .getAllAnnotations()
    .filter(({ metadata, data }) => measureOf(metadata?.toolName) === "arrow" && !data.label)
    .at(-1);
}
