import { describe, expect, it } from "vitest";
import { Bundle } from "../../common/build/bundle";
import { text } from "../src/messages";

describe("the bundle", () => {
  it("has the keys and arguments that the code knows; if not, run npm run messages", async () => {
    const types = new Bundle("viewer").types();
    await expect(types).toMatchFileSnapshot("../src/messageTypes.d.ts");
  });

  it("gives messages with their arguments", () => {
    expect(text("viewer.strip.images", "CT", 1)).toBe("CT, 1 image");
  });
});
