import { type Attributes, numberOf, numbersOf, textOf } from "../dicomweb/attributes";
import { type Region, UnreadableReport, sequence } from "./content";
import type { Point3 } from "./geometry";

export const STRUCTURE_SET = "1.2.840.10008.5.1.4.1.1.481.3";

/** The attributes of structure sets (PS3.3 sections C.8.8.5 and C.8.8.6). */
const RT = {
  instance: "00081155",
  images: "30060016",
  rois: "30060020",
  roiNumber: "30060022",
  frameOfReference: "30060024",
  roiName: "30060026",
  colour: "3006002A",
  roiContours: "30060039",
  contours: "30060040",
  type: "30060042",
  data: "30060050",
  referencedRoi: "30060084",
} as const;

const MAX_CONTOURS = 20_000;
const MAX_NUMBERS = 3_000_000;
const CLOSED = "CLOSED_PLANAR";

/** A region of interest: its closed contours, and whether it has others, which are not drawn. */
export interface Roi {
  readonly name: string;
  readonly contours: readonly Region[];
  readonly hasOthers: boolean;
}

/**
 * The regions of interest of a structure set.
 *
 * @throws UnreadableReport beyond the limits
 */
export function roisOf(set: Attributes): Roi[] {
  const named = new Map(sequence(set, RT.rois).map((it) => [numberOf(it, RT.roiNumber), it]));
  let [count, numbers] = [0, 0];
  return sequence(set, RT.roiContours).map((roi) => {
    const about = named.get(numberOf(roi, RT.referencedRoi)) ?? {};
    const name = textOf(about, RT.roiName);
    const space = textOf(about, RT.frameOfReference);
    const all = sequence(roi, RT.contours);
    const closed = all.filter((it) => textOf(it, RT.type) === CLOSED);
    count += all.length;
    const contours = closed.map((contour): Region => {
      const points = pointsOf(contour);
      numbers += 3 * (points?.length ?? 0);
      if (count > MAX_CONTOURS || numbers > MAX_NUMBERS) {
        throw new UnreadableReport();
      }
      const [image] = sequence(contour, RT.images).map((it) => textOf(it, RT.instance));
      return {
        image: image === undefined ? undefined : { object: image, frames: [] },
        isOnlyThere: image !== undefined,
        space,
        graphic: points && { type: "POLYGON", points },
        words: [name],
        colour: colourOf(roi),
      };
    });
    return { name, contours, hasOthers: closed.length < all.length };
  });
}

function pointsOf(contour: Attributes): Point3[] | undefined {
  const data = numbersOf(contour, RT.data);
  return data.length === 0 || data.length % 3 !== 0
    ? undefined
    : Array.from({ length: data.length / 3 }, (_, i): Point3 => {
        const [x = NaN, y = NaN, z = NaN] = data.slice(3 * i, 3 * i + 3);
        return [x, y, z];
      });
}

/** As CSS has it; one of our own if the set says none. */
function colourOf(roi: Attributes): string {
  const parts = numbersOf(roi, RT.colour).map((it) => Math.max(0, Math.min(255, Math.round(it))));
  return parts.length === 3 ? `rgb(${parts.join(", ")})` : "#7fe0d0";
}
