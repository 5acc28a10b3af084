import { TAG, numberOf, numbersOf } from "../dicomweb/attributes";
import { ImagePlane } from "../images/imagePlane";
import type { Frame } from "../images/loadedSeries";
import type { Region } from "./content";
import { type Drawn, type Point, drawnOf } from "./geometry";

/** How far a point may be from the plane of an image to count as on it, in mm. */
const ON_PLANE_MM = 0.1;
const SAME_SIDES = 1e-3;

/** What a report says of an image. */
export interface OnImage {
  readonly words: readonly string[];
  /** Undefined if its place on the image is not certain. */
  readonly drawn: Drawn | undefined;
  /** Of a contour; undefined for what a report says. */
  readonly colour: string | undefined;
}

/** The regions of a report that are on an image, or name it. */
export function onImage(regions: readonly Region[], frame: Frame): OnImage[] {
  const plane = regions.some(({ space }) => space) ? ImagePlane.of(frame.imageId) : undefined;
  return regions.flatMap((region) => {
    const isNamed = names(region, frame);
    const drawn =
      region.space === undefined
        ? isNamed && drawnIn(region, frame)
        : plane && (isNamed || region.isOnlyThere !== true) && drawnOn(region, plane);
    const { colour, words } = region;
    return isNamed || drawn ? [{ words, drawn: drawn || undefined, colour }] : [];
  });
}

function names({ image }: Region, { object, number }: Frame): boolean {
  return (
    image !== undefined &&
    image.object === object &&
    (image.frames.length === 0 || image.frames.includes(number))
  );
}

function drawnIn({ graphic }: Region, frame: Frame): Drawn | undefined {
  if (graphic === undefined || (graphic.type === "CIRCLE" && !hasSquarePixels(frame))) {
    return undefined;
  }
  return within(
    drawnOf(
      graphic.type,
      graphic.points.map(([x, y]): Point => [x, y]),
    ),
    frame,
  );
}

function drawnOn({ graphic, space }: Region, plane: ImagePlane): Drawn | undefined {
  const isOnPlane =
    space !== "" &&
    plane.frameOfReference === space &&
    graphic?.points.every((point) => Math.abs(plane.distanceOf(point)) <= ON_PLANE_MM);
  if (graphic === undefined || isOnPlane !== true) {
    return undefined;
  }
  const places = graphic.points.map((point) => plane.placeOf(point));
  // The outline of a body can go beyond the edges of the image.
  return places.some((place) => plane.holds(place)) ? drawnOf(graphic.type, places) : undefined;
}

/** What lies beyond the edges of the image is not meant for it. */
function within(drawn: Drawn | undefined, { attributes }: Frame): Drawn | undefined {
  const [columns, rows] = [numberOf(attributes, TAG.columns), numberOf(attributes, TAG.rows)];
  const isWithin = drawn?.places.every(
    ([x, y]) => x >= 0 && y >= 0 && x <= (columns ?? 0) && y <= (rows ?? 0),
  );
  return isWithin === true ? drawn : undefined;
}

function hasSquarePixels({ attributes }: Frame): boolean {
  return [TAG.pixelSpacing, TAG.imagerPixelSpacing, TAG.aspect].every((tag) => {
    const [high = 1, wide = 1] = numbersOf(attributes, tag);
    return Math.abs(high / wide - 1) <= SAME_SIDES;
  });
}
