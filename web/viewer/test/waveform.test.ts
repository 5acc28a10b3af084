import { describe, expect, it } from "vitest";
import type { Attributes } from "../src/dicomweb/attributes";
import type { Refusal } from "../src/images/refusals";
import { tracesOf, waveformOf } from "../src/images/waveform";

/** A channel with these values; undefined for an attribute that is missing. */
function channel(sensitivity?: number, unit?: string, baseline?: number, correction?: number) {
  const of = (value: unknown) => (value === undefined ? {} : { Value: [value] });
  return {
    "003A0210": of(sensitivity),
    "003A0211": unit === undefined ? {} : { Value: [{ "00080100": { Value: [unit] } }] },
    "003A0212": of(correction),
    "003A0213": of(baseline),
  };
}

/** A recording of two samples of each channel. */
function recording(...channels: object[]): Attributes {
  return {
    "003A0005": { Value: [channels.length] },
    "003A0010": { Value: [2] },
    "003A001A": { Value: [500] },
    "003A0200": { Value: channels },
    "54001004": { Value: [16] },
    "54001006": { Value: ["SS"] },
  };
}

function reasonOf(act: () => void): string {
  try {
    act();
    return "drawn";
  } catch (fault) {
    return (fault as Refusal).reason;
  }
}

describe("an ECG", () => {
  it("has traces in microvolts", () => {
    const bytes = new Uint8Array(Int16Array.of(100, -4, 200, 8).buffer);
    const own = recording(channel(1.25, "uV"), channel(1.25, "uV", 10, 2));
    expect(tracesOf(bytes, waveformOf(own)).map((it) => [...it])).toEqual([
      [125, 250],
      [0, 30],
    ]);
    const milli = recording(channel(0.5, "mV", 1), channel(0.5, "mV"));
    expect(tracesOf(bytes, waveformOf(milli)).map((it) => [...it])).toEqual([
      [51_000, 101_000],
      [-2000, 4000],
    ]);
  });

  it.each([
    ["one sensitivity", recording(channel(5, "uV"), channel(5, "uV")), "drawn"],
    ["unequal sensitivities", recording(channel(5, "uV"), channel(2.5, "uV")), "values"],
    ["unequal units", recording(channel(5, "uV"), channel(5, "mV")), "values"],
    ["a pressure", recording(channel(1, "mm[Hg]")), "values"],
    ["no unit", recording(channel(5)), "values"],
    ["no sensitivity", recording(channel(undefined, "uV")), "values"],
    ["no channels", recording(), "broken"],
    ["no frequency", { ...recording(channel(5, "uV")), "003A001A": {} }, "broken"],
    ["a channel too few", { ...recording(channel(5, "uV")), "003A0005": { Value: [2] } }, "broken"],
    ["unsigned samples", { ...recording(channel(5, "uV")), "54001006": {} }, "values"],
  ])("with %s is: %s", (_name, attributes, result) => {
    expect(reasonOf(() => waveformOf(attributes))).toBe(result);
  });

  it("that was cut is refused", () => {
    const waveform = waveformOf(recording(channel(5, "uV")));
    expect(reasonOf(() => tracesOf(new Uint8Array(3), waveform))).toBe("broken");
  });
});
