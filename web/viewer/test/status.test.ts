import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Status } from "../src/view/status";

vi.mock("sallyport-common/dom", () => ({ el: () => ({ textContent: "", hidden: true }) }));

describe("The live region", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("window", globalThis);
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  function said(speak: (status: Status) => void): string | null {
    const status = new Status();
    speak(status);
    vi.advanceTimersByTime(400);
    return status.element.textContent;
  }

  it("announces the last of several sentences", () => {
    const words = said((status) => {
      status.say("Image 1 of 3");
      status.say("Image 2 of 3");
    });
    expect(words).toBe("Image 2 of 3");
  });

  it("announces what was remarked meanwhile before it", () => {
    const words = said((status) => {
      status.remark("9 measurements of yours are shown.");
      status.say("Image 1 of 3");
      status.remark("2 measurements of others are shown.");
      status.say("Image 2 of 3");
    });
    expect(words).toBe(
      "9 measurements of yours are shown. 2 measurements of others are shown. Image 2 of 3",
    );
  });

  it("announces a remark once", () => {
    const words = said((status) => {
      status.remark("9 measurements of yours are shown.");
      vi.advanceTimersByTime(400);
      expect(status.element.textContent).toBe("9 measurements of yours are shown.");
      status.say("Image 2 of 3");
    });
    expect(words).toBe("Image 2 of 3");
  });
});
