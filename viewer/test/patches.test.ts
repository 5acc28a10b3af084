import { describe, expect, it } from "vitest";
import { patchInstalled, patched } from "../build/patches";

describe("the patches", () => {
  it("fit the installed files", () => {
    expect(patchInstalled()).toHaveLength(15);
  });

  it("compare a late image with the one that the stack has in its place", () => {
    const stack = patchInstalled().find((code) => code.includes("class StackViewport")) ?? "";
    expect(stack).toContain("|| this.imageIds[imageIdIndex] !== imageId) {");
  });

  it("let no name of a lead of an ECG cover another", () => {
    const ecg = patchInstalled().find((code) => code.includes("function drawECGLabels")) ?? "";
    const [, body = ""] = /function drawECGLabels\([^)]*\) \{\n([\s\S]*?)\n\}/.exec(ecg) ?? [];
    const draw = new Function("ctx", "layouts", "worldToCanvasRatio", "ECG_RENDERING_COLORS", body);
    const names: { x: number; y: number; width: number }[] = [];
    const widthOf = (name: string) => 8 * name.length;
    const ctx = {
      measureText: (name: string) => ({ width: widthOf(name) }),
      fillRect: () => undefined,
      fillText: (name: string, x: number, y: number) => names.push({ x, y, width: widthOf(name) }),
    };
    const tops = [0, 20, 28, 33, 50];
    const layouts = tops.map((top) => ({
      channel: { name: "aVL" },
      itemHeight: 5,
      yOffset: top + 5,
    }));
    draw(ctx, layouts, 1, {});
    expect(names.map(({ x }) => x)).toEqual([5, 5, 36, 67, 5]);
    for (const one of names) {
      const covered = names.filter(
        (it) => it !== one && Math.abs(it.y - one.y) < 14 && Math.abs(it.x - one.x) < one.width,
      );
      expect(covered).toEqual([]);
    }
  });

  it("fail if a file has changed", () => {
    const patch = { file: "x.js", find: "old", replace: "new" };
    expect(patched("an old line", patch)).toBe("an new line");
    expect(() => patched("another line", patch)).toThrow("x.js has changed");
    expect(() => patched("old and old", patch)).toThrow("x.js has changed");
  });
});
