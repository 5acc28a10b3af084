import { type Attributes, TAG, textOf } from "../../dicomweb/attributes";
import { modalityTable, voiTables } from "./greys";
import { hasOverlay } from "./overlays";
import { shapesOf } from "./shutters";

/** Whether an image is drawn by a linear window alone, without anything over it. */
export function isPlain(attributes: Attributes): boolean {
  return (
    ["", "LINEAR"].includes(textOf(attributes, TAG.voiLutFunction)) &&
    voiTables(attributes).length === 0 &&
    modalityTable(attributes) === undefined &&
    !hasOverlay(attributes) &&
    shapesOf(attributes).length === 0
  );
}
