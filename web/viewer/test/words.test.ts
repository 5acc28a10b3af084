import { expect, it } from "vitest";
import { wrapped } from "../src/measurements/words";

it("breaks long units where the screen is narrow", () => {
  expect(wrapped("275 mm at the detector unless magnification 1.25 is corrected")).toEqual([
    "275 mm at the detector",
    "unless magnification 1.25",
    "is corrected",
  ]);
  expect(wrapped("9.51 mm")).toEqual(["9.51 mm"]);
});
