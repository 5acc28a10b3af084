import type { OtherObject } from "../images/loadedSeries";
import { listed, text } from "../messages";
import { type Roi, STRUCTURE_SET, roisOf } from "./contours";

/** What is said in the place of a structure set; undefined for another object. */
export function structureSetWords({ attributes, sopClass }: OtherObject): string | undefined {
  if (sopClass !== STRUCTURE_SET) {
    return undefined;
  }
  try {
    return wordsOf(roisOf(attributes));
  } catch {
    return text("viewer.contours.unreadable");
  }
}

function wordsOf(rois: readonly Roi[]): string {
  const names = (of: readonly Roi[]) => listed(of.map(({ name }) => name));
  const drawn = names(rois.filter(({ contours }) => contours.length > 0));
  const others = names(rois.filter(({ hasOthers }) => hasOthers));
  return [
    drawn === "" ? text("viewer.contours.none") : text("viewer.contours.drawn", drawn),
    others === "" ? "" : text("viewer.contours.others", others),
  ]
    .filter((it) => it !== "")
    .join(" ");
}
