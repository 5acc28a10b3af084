import { describe, expect, it } from "vitest";
import { TAG } from "../src/dicomweb/attributes";
import { isVideo } from "../src/images/video";

const ofSyntax = (uid: string) => ({ [TAG.availableTransferSyntax]: { vr: "UI", Value: [uid] } });
const ofColours = (words: string, frames = 40) => ({
  [TAG.photometric]: { vr: "CS", Value: [words] },
  [TAG.frames]: { vr: "IS", Value: [frames] },
});

describe("a video", () => {
  it.each(["100", "101.1", "102", "106.1", "107", "108"])("is told by syntax %s", (last) => {
    expect(isVideo(ofSyntax(`1.2.840.10008.1.2.4.${last}`))).toBe(true);
  });

  it.each(["10", "110", "90", "202", "50"])("is not told by syntax %s", (last) => {
    expect(isVideo(ofSyntax(`1.2.840.10008.1.2.4.${last}`))).toBe(false);
  });

  it("is told by its colours where the archive does not say the syntax", () => {
    expect(isVideo(ofColours("YBR_PARTIAL_420"))).toBe(true);
    expect(isVideo(ofColours("YBR_PARTIAL_420", 1))).toBe(false);
    expect(isVideo(ofColours("YBR_FULL_422"))).toBe(false);
    expect(isVideo({})).toBe(false);
  });
});
