import type { Types } from "@cornerstonejs/core";
import { decimal } from "sallyport-common/language";
import { text } from "../messages";

/**
 * A point in the patient's axes (PS3.3 C.7.6.2.1.1) for people, for example "R 12.0 P 3.5 H 40.2 mm":
 * to the right of the origin, behind it, and towards the head.
 */
export function positionWords([x, y, z]: Types.Point3): string {
  return text("viewer.planes.position", from(x, "R", "L"), from(y, "A", "P"), from(z, "F", "H"));
}

function from(place: number, negative: string, positive: string): string {
  return `${place < 0 ? negative : positive} ${decimal(Math.abs(place).toFixed(1))}`;
}
