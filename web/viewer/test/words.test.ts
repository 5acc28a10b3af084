import { afterEach, expect, it } from "vitest";
import { speak } from "../src/messages";
import { isolated, wrapped } from "../src/measurements/words";

afterEach(() => speak("en", ""));

it("breaks long units where the screen is narrow", () => {
  expect(wrapped("275 mm at the detector unless magnification 1.25 is corrected")).toEqual([
    "275 mm at the detector",
    "unless magnification 1.25",
    "is corrected",
  ]);
  expect(wrapped("9.51 mm")).toEqual(["9.51 mm"]);
});

it("keeps the order of a line from right to left, and that of a number with a Latin unit", async () => {
  expect(isolated("9.51 mm")).toBe("9.51 mm");
  await speak("ar", "");
  expect(isolated("9.51 مم")).toBe("\u20679.51 مم\u2069");
  expect(isolated("المتوسط 40 HU")).toBe("\u2067المتوسط 40\u200e HU\u2069");
});
