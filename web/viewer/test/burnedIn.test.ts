import { describe, expect, it } from "vitest";
import { mayHaveWords } from "../src/pane/burnedIn";

describe("words of an image's own", () => {
  it.each([
    ["a CT", { modality: "CT" }, false],
    ["a CT that says it has", { modality: "CT", burnedIn: "YES" }, true],
    ["an ultrasound image", { modality: "US" }, true],
    ["an ultrasound image that says it has none", { modality: "US", burnedIn: "NO" }, false],
    ["a screenshot of a CT", { modality: "CT", sopClass: "1.2.840.10008.5.1.4.1.1.7" }, true],
    ["an image of nothing known", {}, false],
  ])("%s: %o", (_name, said, expected) => {
    const { modality, burnedIn, sopClass } = said as Record<string, string | undefined>;
    const of = (value: string | undefined) => ({ Value: value === undefined ? [] : [value] });
    const attributes = {
      "00080060": of(modality),
      "00280301": of(burnedIn),
      "00080016": of(sopClass),
    };
    expect(mayHaveWords(attributes)).toBe(expected);
  });
});
