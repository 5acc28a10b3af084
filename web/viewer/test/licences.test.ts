import { describe, expect, it } from "vitest";
import { checkLicence } from "../build/licences";

/** The build checks all packages that it puts into the viewer. */
describe("a package that is built in", () => {
  it("is under a licence that asks for nothing but its text", () => {
    expect(() => checkLicence("x", "MIT")).not.toThrow();
    expect(() => checkLicence("x", "AGPL-3.0")).toThrow("AGPL-3.0");
    expect(() => checkLicence("x", undefined)).toThrow("x");
  });
});
