import { describe, expect, it } from "vitest";
import { messageTypes, plainMessages } from "../build/messages";
import { nodes, text } from "../src/messages";

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
    expect(Object.keys(plainMessages("app.notification."))).toEqual([
      "app.notification.title",
      "app.notification.body",
    ]);
    expect(() => plainMessages("app.answer.")).toThrow("app.answer.wrong");
  });

  it("gives messages with elements among their words", () => {
    const clock = "an element" as unknown as Node;
    expect(nodes("app.time.left", clock)).toEqual([clock, " left"]);
  });
});
