import { type Types, utilities } from "@cornerstonejs/core";
import type { Window } from "./adjusted";

const { toLowHighRange, toWindowLevel } = utilities.windowLevel;

/** The window of a range of values of the library; undefined if there is none. */
export function windowOf(range: Types.VOIRange | null | undefined): Window | undefined {
  if (!range) {
    return undefined;
  }
  const { windowCenter, windowWidth } = toWindowLevel(range.lower, range.upper);
  return { centre: windowCenter, width: windowWidth };
}

/** The range of a window, which is at least 1 wide. */
export function rangeOf({ centre, width }: Window): Types.VOIRange {
  return toLowHighRange(Math.max(1, width), centre);
}
