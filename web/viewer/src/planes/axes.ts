import { CONSTANTS, type Types } from "@cornerstonejs/core";
import type { PlainKey } from "../messages";

export type PlaneName = "axial" | "coronal" | "sagittal";

/** What the ids of the panes with planes begin with. */
export const PLANE_PREFIX = "plane-";

/** The planes in the order of their panes. */
export const PLANES: Readonly<Record<PlaneName, PlainKey>> = {
  axial: "viewer.planes.axial",
  coronal: "viewer.planes.coronal",
  sagittal: "viewer.planes.sagittal",
};

/**
 * The plane in the patient's axes. By its mere name, the library would show oblique slices as they
 * were acquired.
 */
export function axesOf(name: PlaneName) {
  const { viewPlaneNormal, viewUp } = CONSTANTS.MPR_CAMERA_VALUES[name];
  return { viewPlaneNormal: copy(viewPlaneNormal), viewUp: copy(viewUp) };
}

function copy([x = 0, y = 0, z = 0]: readonly number[]): Types.Point3 {
  return [x, y, z];
}
