import { type Attributes, numberOf, numbersOf, textOf } from "../../dicomweb/attributes";
import { spacingOf } from "../picture/spacing";
import { sizeOf } from "../size";
import { type Meant, type PresentationState, itemsFor, turnedBy } from "./state";

const AREAS = "0070005A";
const TOP_LEFT = "00700052";
const BOTTOM_RIGHT = "00700053";
const SIZE_MODE = "00700100";
const SPACING = "00700101";
const ASPECT = "00700102";
const MAGNIFICATION = "00700103";
const ORIGIN = "00480301";
/** How large an area is shown: as large as possible, as it is in the patient, or by a number. */
type Mode = "fit" | "true-size" | "magnified";
const MODES: Readonly<Partial<Record<string, Mode>>> = {
  SCALE_TO_FIT: "fit",
  TRUE_SIZE: "true-size",
  MAGNIFY: "magnified",
};
const QUARTER = 90;
const NEARLY = 1e-3;
/** An area that is a smaller part of the image would be enlarged more than the viewer can. */
const LEAST_PART = 1 / 20;

/** Column and row, counted from the edges of an image. */
export type Place = readonly [x: number, y: number];

/** The part of an image that a state shows, and how large (PS3.3 C.10.4). */
export interface Area {
  /** The corners that are on top left and bottom right after the image is turned. */
  readonly from: Place;
  readonly to: Place;
  readonly mode: Mode;
  /** Pixels of the screen for a column, if the image is to be magnified by a number. */
  readonly magnification: number;
}

/**
 * The part of an image that a state shows; the whole image if it does not say.
 *
 * @returns undefined if it says something that cannot be drawn
 */
export function areaOf(
  state: PresentationState,
  image: Attributes,
  meant: Meant,
): Area | undefined {
  const { rows, columns } = sizeOf(image);
  const [item] = itemsFor(state, AREAS, meant);
  if (item === undefined) {
    const { from, to } = whole(state, columns, rows);
    return { from, to, mode: "fit", magnification: 1 };
  }
  const mode = MODES[textOf(item, SIZE_MODE).replaceAll(" ", "_")];
  const [x1, y1] = numbersOf(item, TOP_LEFT);
  const [x2, y2] = numbersOf(item, BOTTOM_RIGHT);
  const isOfVolume = !["", "FRAME"].includes(textOf(item, ORIGIN));
  const magnification = numberOf(item, MAGNIFICATION) ?? 0;
  const isScaled = mode !== "magnified" || magnification > 0;
  if (mode === undefined || isOfVolume || !isScaled || !hasShapeOf(item, image)) {
    return undefined;
  }
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) {
    return undefined;
  }
  const [left, right] = edges(x1, x2);
  const [top, bottom] = edges(y1, y2);
  const isTooSmall =
    Math.abs(right - left) < columns * LEAST_PART && Math.abs(bottom - top) < rows * LEAST_PART;
  return isTooSmall ? undefined : { from: [left, top], to: [right, bottom], mode, magnification };
}

/** Both pixels belong to the area, whichever of them comes first in the image. */
function edges(first: number, last: number): [from: number, to: number] {
  return first <= last ? [first - 1, last] : [first, last - 1];
}

/** The corners of an image that are on top left and bottom right once it is turned. */
function whole(state: PresentationState, columns: number, rows: number) {
  const { rotation, isFlipped } = turnedBy(state);
  const corners: readonly Place[] = [
    [0, 0],
    [columns, 0],
    [columns, rows],
    [0, rows],
  ];
  // A quarter turn clockwise brings the corner before to each place; flipping exchanges sides.
  const turns = rotation / QUARTER;
  const at = (place: number) => corners[(place - turns + 4) % 4] ?? [0, 0];
  return isFlipped ? { from: at(1), to: at(3) } : { from: at(0), to: at(2) };
}

/** Whether pixels have the shape in which the image itself is drawn. */
function hasShapeOf(item: Attributes, image: Attributes): boolean {
  const { row, column } = spacingOf(image);
  const [rowSpacing, columnSpacing] = numbersOf(item, SPACING);
  const [vertical, horizontal] = numbersOf(item, ASPECT);
  const down = rowSpacing ?? vertical ?? 1;
  const across = columnSpacing ?? horizontal ?? 1;
  return across > 0 && Math.abs(down / across / (row / column) - 1) < NEARLY;
}

/** How a place in parts of the area, from its top left corner, lies on the image. */
export function inArea({ from, to }: Area, rotation: number): (place: Place) => Place {
  const [width, height] = [to[0] - from[0], to[1] - from[1]];
  const isQuarter = rotation % (2 * QUARTER) !== 0;
  return ([across, down]) =>
    isQuarter
      ? [from[0] + down * width, from[1] + across * height]
      : [from[0] + across * width, from[1] + down * height];
}
