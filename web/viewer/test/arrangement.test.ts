import { describe, expect, it, vi } from "vitest";
import type { SeriesEntry } from "../src/dicomweb/archive";
import type { Pane } from "../src/pane/pane";
import { Arrangement } from "../src/view/arrangement";

/** A left mammogram whose chest wall is away from the middle. */
const ATTRIBUTES = {
  "00200062": { vr: "CS", Value: ["L"] },
  "00200020": { vr: "CS", Value: ["P", "F"] },
};
const ENTRY = { study: "1", uid: "1", modality: "MG" } as SeriesEntry;

function arranged() {
  const presentation = { isMirrored: false, mirror: vi.fn() };
  presentation.mirror.mockImplementation(() => {
    presentation.isMirrored = !presentation.isMirrored;
  });
  const frame = { imageId: "a", attributes: ATTRIBUTES, series: ENTRY };
  const pane = { asked: ENTRY, frame, picture: { presentation } };
  const panes = [pane as unknown as Pane];
  const arrangement = new Arrangement({ panes, open: () => Promise.resolve(), empty: vi.fn() });
  const start = { entry: ENTRY, object: "", frame: 1 };
  const fill = () => arrangement.fill({ panes: [start], isCertain: true, isOfOneScale: false });
  const showOther = () => {
    pane.frame = { ...frame, imageId: "b" };
    arrangement.turnBack();
  };
  return { arrangement, pane: panes[0] as Pane, presentation, fill, showOther };
}

describe("an arrangement", () => {
  it("mirrors an image, and not the next one of its pane", async () => {
    const { presentation, fill, showOther } = arranged();
    await fill();
    expect(presentation.isMirrored).toBe(true);
    showOther();
    expect(presentation.isMirrored).toBe(false);
  });

  it("keeps nothing of a pane that was removed", async () => {
    const { arrangement, pane, presentation, fill, showOther } = arranged();
    await fill();
    arrangement.leave(pane);
    showOther();
    expect(presentation.mirror).toHaveBeenCalledOnce();
  });
});
