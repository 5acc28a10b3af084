import { expect, it } from "vitest";
import { positionWords } from "../src/planes/position";

it("says to which side of the origin a point is", () => {
  expect(positionWords([-12, 3.46, 40.24])).toBe("R 12.0 P 3.5 H 40.2 mm");
  expect(positionWords([0.5, -3, -0.26])).toBe("L 0.5 A 3.0 F 0.3 mm");
});
