import { describe, expect, it } from "vitest";
import { messageTypes, plainMessages } from "../build/messages";
import { argumentsOf, compiled } from "../build/patterns";
import { propertiesOf } from "../build/properties";
import { filled } from "../src/filled";
import { nodes, text } from "../src/messages";

const format = (pattern: string, ...values: unknown[]) =>
  filled(compiled(pattern), values).join("");

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

describe("a pattern", () => {
  it.each([
    ["{1} before {0}", ["a", "b"], "b before a"],
    ["{0, plural, =0 {none} one {# item} other {# items}}", [0], "none"],
    ["{0, plural, =0 {none} one {# item} other {# items}}", [1], "1 item"],
    ["{0, plural, one {{1} in # item} other {{1} in # items}}", [3, "all"], "all in 3 items"],
    ["{0, select, code {the code} other {anything}}", ["code"], "the code"],
    ["{0, select, code {the code} other {anything}}", ["x"], "anything"],
    ["<b>{0}</b>", ["a < b"], "<b>a < b</b>"],
  ])("is filled in: %s", (pattern, values, expected) => {
    expect(format(pattern, ...values)).toBe(expected);
  });

  it.each([
    "{0",
    "{name}",
    "{0, date}",
    "{0, number}",
    "{0, selectordinal, other {#th}}",
    "{0, plural, offset:1 other {#}}",
    "{0, plural, one {x}}",
  ])("is refused: %s", (pattern) => {
    expect(() => compiled(pattern)).toThrow();
  });

  it("tells the types of its arguments", () => {
    const pattern = "{1, plural, one {{2}} other {#}} {3, select, other {}}";
    expect(argumentsOf(compiled(pattern))).toEqual([
      "unknown",
      "number",
      "string | number",
      "string",
    ]);
  });
});

describe("a file of properties", () => {
  const read = (text: string) => Object.fromEntries(propertiesOf(text));

  it("is read as Java reads it", () => {
    const file =
      "# a = b\n! c\n\n a.b = one = two \r\nc:d\ne f\nempty=\nlong=on\\\n   e\nq\\=r=\\u00e9\\t";
    expect(read(file)).toEqual({
      "a.b": "one = two ",
      c: "d",
      e: "f",
      empty: "",
      long: "one",
      "q=r": "é\t",
    });
  });

  it("has each key once", () => {
    expect(() => propertiesOf("a=1\na=2")).toThrow("twice: a");
  });
});
