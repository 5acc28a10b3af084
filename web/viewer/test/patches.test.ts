import { describe, expect, it } from "vitest";
import { patchInstalled, patched } from "../build/patches";

describe("the patches", () => {
  it("fit the installed files", () => {
    expect(patchInstalled()).toHaveLength(41);
  });

  it("compare a late image with the one that the stack has in its place", () => {
    const stacks = patchInstalled()
      .filter((code) => code.includes("class StackViewport"))
      .join();
    expect(stacks).toContain("|| this.imageIds[imageIdIndex] !== imageId) {");
  });

  it("fail if a file has changed", () => {
    const patch = { file: "x.js", find: "old", replace: "new" };
    expect(patched("an old line", patch)).toBe("an new line");
    expect(() => patched("another line", patch)).toThrow("x.js has changed");
    expect(() => patched("old and old", patch)).toThrow("x.js has changed");
  });
});
