import { describe, expect, it, vi } from "vitest";
import type { Archive, SeriesEntry } from "../src/dicomweb/archive";
import type { Frame } from "../src/images/loadedSeries";
import { aboveEarlier } from "../src/view/mammograms";

const EARLIER = { study: "2", uid: "2", modality: "MG" } as SeriesEntry;

/** What the earlier study has. */
let frames: Frame[] = [];

vi.mock("../src/images/loadedSeries", () => ({ loadFrames: () => Promise.resolve(frames) }));

function mammogram(object: string, side: string, view: string): Frame {
  const attributes = {
    "00200062": { vr: "CS", Value: [side] },
    "00185101": { vr: "CS", Value: [view] },
  };
  return { object, number: 1, series: EARLIER, attributes } as unknown as Frame;
}

async function below(image: Frame) {
  const { panes, isCertain } = await aboveEarlier({} as Archive, image, [EARLIER]);
  expect(panes[0]?.object).toBe(image.object);
  return { object: panes[1]?.object, isCertain };
}

describe("below a mammogram, where there is room for two images", () => {
  it("is the earlier one of the same side and view", async () => {
    frames = [mammogram("a", "R", "CC"), mammogram("b", "L", "MLO"), mammogram("c", "L", "CC")];
    expect(await below(mammogram("now", "L", "CC"))).toEqual({ object: "c", isCertain: true });
  });

  it("is nothing if the earlier study has no such image", async () => {
    frames = [mammogram("a", "R", "CC"), mammogram("b", "L", "MLO")];
    expect(await below(mammogram("now", "L", "CC"))).toEqual({ isCertain: true });
  });

  it("is nothing if an image does not say what it shows", async () => {
    frames = [mammogram("a", "", "CC"), mammogram("b", "R", "CC")];
    expect(await below(mammogram("now", "L", "CC"))).toEqual({ isCertain: false });
    expect(await below(mammogram("now", "", "CC"))).toEqual({ isCertain: false });
  });
});
