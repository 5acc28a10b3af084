import { type Types, metaData } from "@cornerstonejs/core";
import { utilities } from "@cornerstonejs/tools";
import { type Attributes, TAG, numbersOf } from "../dicomweb/attributes";

/** What lies beyond each edge of the image, for example "L"; empty if it is not known. */
export interface Marks {
  readonly top: string;
  readonly right: string;
  readonly bottom: string;
  readonly left: string;
}

const { getOrientationStringLPS, invertOrientationStringLPS } = utilities.orientation;
const EDGES = ["right", "bottom", "left", "top"] as const;
export const NO_MARKS: Marks = { top: "", right: "", bottom: "", left: "" };

/** The directions of rows and columns in letters (PS3.3 C.7.6.1.1.1); undefined if not known. */
export function directionsOf(attributes: Attributes): readonly [string, string] | undefined {
  const cosines = numbersOf(attributes, TAG.orientation);
  if (cosines.length === 6) {
    return [
      getOrientationStringLPS(cosines.slice(0, 3) as Types.Point3),
      getOrientationStringLPS(cosines.slice(3) as Types.Point3),
    ];
  }
  const [row, column] = (attributes[TAG.patientOrientation]?.Value ?? []).map(String);
  return row && column ? [row, column] : undefined;
}

/**
 * The marks of an image as it is drawn, turned or mirrored as it may be.
 *
 * @param rightward the direction of the image's rows on the screen, as x and y
 * @param downward the same of its columns
 */
export function marksOf(
  [row, column]: readonly [string, string],
  rightward: Types.Point2,
  downward: Types.Point2,
): Marks {
  const marks = { ...NO_MARKS };
  for (const [letters, direction] of [
    [row, rightward],
    [column, downward],
  ] as const) {
    const edge = edgeOf(direction);
    marks[EDGES[edge] ?? "right"] = letters;
    marks[EDGES[(edge + 2) % 4] ?? "left"] = invertOrientationStringLPS(letters);
  }
  return marks;
}

/** The marks of a plane, of which two directions on the screen are known. */
export function edgesOf(rightward: Types.Point3, downward: Types.Point3): Marks {
  const right = getOrientationStringLPS(rightward);
  const bottom = getOrientationStringLPS(downward);
  return {
    right,
    bottom,
    left: invertOrientationStringLPS(right),
    top: invertOrientationStringLPS(bottom),
  };
}

/** The edge that a direction points to: right, bottom, left, top. */
function edgeOf([x, y]: Types.Point2): number {
  return (Math.round(Math.atan2(y, x) / (Math.PI / 2)) + 4) % 4;
}

/** The directions of the rows and columns of the image on the screen. */
export function onScreen(
  imageId: string,
  toCanvas: (world: Types.Point3) => Types.Point2,
): readonly [Types.Point2, Types.Point2] {
  const plane = metaData.get("imagePlaneModule", imageId) as {
    rowCosines: Types.Point3;
    columnCosines: Types.Point3;
    imagePositionPatient: Types.Point3;
  };
  const from = plane.imagePositionPatient.map(Number) as Types.Point3;
  const start = toCanvas(from);
  const along = (direction: Types.Point3): Types.Point2 => {
    const end = toCanvas(from.map((it, i) => it + Number(direction[i])) as Types.Point3);
    return [end[0] - start[0], end[1] - start[1]];
  };
  return [along(plane.rowCosines), along(plane.columnCosines)];
}
