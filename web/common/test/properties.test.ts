import { describe, expect, it } from "vitest";
import { propertiesOf } from "../build/properties";

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
