import { describe, expect, it } from "vitest";
import { patchInstalled, patched } from "../build/patches";

describe("the patches", () => {
  it("fit the installed files", () => {
    expect(patchInstalled()).toHaveLength(3);
  });

  it("fail if a file has changed", () => {
    const patch = { file: "x.js", find: "old", replace: "new" };
    expect(patched("an old line", patch)).toBe("an new line");
    expect(() => patched("another line", patch)).toThrow("x.js has changed");
    expect(() => patched("old and old", patch)).toThrow("x.js has changed");
  });
});
