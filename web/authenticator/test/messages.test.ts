import { describe, expect, it } from "vitest";
import { Bundle } from "../../common/build/bundle";
import { flaws } from "../../common/build/translations";
import { messageTypes, plainMessages } from "../build/messages";
import { nodes, text } from "../src/messages";

const bundle = new Bundle("app");

describe("the bundle", () => {
  it("has the keys and arguments that the code knows; if not, run npm run messages", async () => {
    await expect(messageTypes()).toMatchFileSnapshot("../src/messageTypes.d.ts");
  });

  it("gives messages with their arguments", () => {
    expect(text("app.answer.wrong", 1)).toBe("That is not the number. 1 try left.");
    expect(text("app.answer.wrong", 2)).toBe("That is not the number. 2 tries left.");
    expect(text("app.done")).toBe("Done");
  });

  it("gives texts for the page and the service worker, without arguments", () => {
    for (const texts of Object.values(plainMessages("app.notification."))) {
      expect(Object.keys(texts)).toEqual(["app.notification.title", "app.notification.body"]);
    }
    expect(Object.keys(plainMessages("app.notification."))).toEqual(bundle.languages());
    expect(() => plainMessages("app.answer.")).toThrow("app.answer.wrong");
  });

  it("gives messages with elements among their words", () => {
    const clock = "an element" as unknown as Node;
    expect(nodes("app.time.left", clock)).toEqual([clock, " left"]);
  });
});

describe.each(bundle.languages())("in %s, the texts", (tag) => {
  it("have the keys and arguments of the English ones", () => {
    expect(flaws(bundle, tag)).toEqual([]);
  });
});
