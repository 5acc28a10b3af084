import { describe, expect, it } from "vitest";
import { argumentsOf, compiled } from "../build/patterns";
import { filled } from "../src/filled";

const format = (pattern: string, ...values: unknown[]) =>
  filled(compiled(pattern), values).join("");

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
