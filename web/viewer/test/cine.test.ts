import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Attributes, TAG } from "../src/dicomweb/attributes";
import { rateOf, timesOf } from "../src/images/loadedSeries";
import type { Pane } from "../src/pane/pane";
import { Cine } from "../src/view/cine";

function image(tags: Readonly<Record<string, unknown[]>>): Attributes {
  return Object.fromEntries(Object.entries(tags).map(([tag, Value]) => [tag, { Value }]));
}

const VECTOR = { [TAG.frames]: [4], [TAG.frameTimes]: [0, 100, 40, 250] };

describe("the times of frames", () => {
  it("are those of the vector, and for the last one the mean of them", () => {
    expect(timesOf(image(VECTOR))).toEqual([100, 40, 250, 130]);
    expect(rateOf(image({ ...VECTOR, [TAG.cineRate]: [30] }))).toBe(8);
  });

  it.each([
    [{ ...VECTOR, [TAG.frameDisplayRate]: [20], [TAG.cineRate]: [30] }, 20],
    [{ ...VECTOR, [TAG.frames]: [5], [TAG.cineRate]: [30] }, 30],
    [{ ...VECTOR, [TAG.frameTimes]: [0, 100, 0, 250], [TAG.frameTime]: [40] }, 25],
    [{ [TAG.frames]: [4], [TAG.frameTime]: [40] }, 25],
    [{ [TAG.frames]: [4] }, undefined],
  ])("are a rate for %o: %s", (tags, rate) => {
    expect(timesOf(image(tags))).toBeUndefined();
    expect(rateOf(image(tags))).toBe(rate);
  });
});

describe("a loop with times of its frames", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("window", globalThis);
  });
  afterEach(() => {
    vi.unstubAllGlobals();
    vi.useRealTimers();
  });

  /** When each frame is shown, in milliseconds. */
  function played(rate: number, lateMillis = 0): (readonly [frame: number, at: number])[] {
    const shown: (readonly [number, number])[] = [];
    const attributes = image(VECTOR);
    const frames = [1, 2, 3, 4].map((number) => ({ number, object: "1.2", attributes }));
    const picture = { index: 0, image: {} };
    const begun = performance.now();
    const pane = {
      series: { frames },
      picture,
      get frame() {
        return frames[picture.index];
      },
      goTo(index: number) {
        picture.index = index;
        shown.push([index + 1, performance.now() - begun]);
        vi.advanceTimersByTime(lateMillis);
      },
    } as unknown as Pane;
    const cine = new Cine(() => undefined);
    cine.rate = rate;
    cine.toggle(pane);
    vi.advanceTimersByTime(600 - 3 * lateMillis);
    cine.stop();
    return shown;
  }

  it("shows each frame until its time is over", () => {
    expect(played(8)).toEqual([
      [2, 100],
      [3, 140],
      [4, 390],
      [1, 520],
    ]);
  });

  it("is twice as fast if the reader asks for it", () => {
    expect(played(16).slice(0, 3)).toEqual([
      [2, 50],
      [3, 70],
      [4, 195],
    ]);
  });

  it("does not fall behind because drawing takes its time", () => {
    expect(played(8, 15).slice(0, 4)).toEqual([
      [2, 100],
      [3, 140],
      [4, 390],
      [1, 520],
    ]);
  });
});
