import { describe, expect, it } from "vitest";
import { Bundle } from "../../common/build/bundle";
import { flaws } from "../../common/build/translations";
import { text } from "../src/messages";

const bundle = new Bundle("viewer");

describe("the bundle", () => {
  it("has the keys and arguments that the code knows; if not, run npm run messages", async () => {
    const types = bundle.types();
    await expect(types).toMatchFileSnapshot("../src/messageTypes.d.ts");
  });

  it("gives messages with their arguments", () => {
    expect(text("viewer.strip.images", "CT", 1)).toBe("CT, 1 image");
  });
});

describe.each(bundle.languages())("in %s, the texts", (tag) => {
  it("have the keys and arguments of the English ones", () => {
    expect(flaws(bundle, tag)).toEqual([]);
  });
});
