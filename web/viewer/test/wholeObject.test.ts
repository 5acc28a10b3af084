import { describe, expect, it } from "vitest";
import { frameIn } from "../src/dicomweb/wholeObject";

const HTJ2K = "1.2.840.10008.1.2.4.201";

function text(words: string): number[] {
  const bytes = [...words].map((letter) => letter.charCodeAt(0));
  return bytes.length % 2 === 0 ? bytes : [...bytes, 0];
}

function element(group: number, number: number, vr: string, value: number[]): number[] {
  const head = [group & 255, group >> 8, number & 255, number >> 8, ...text(vr)];
  return [...head, value.length & 255, value.length >> 8, ...value];
}

const item = (...bytes: number[]) => [0xfe, 0xff, 0x00, 0xe0, bytes.length, 0, 0, 0, ...bytes];

/** A DICOM file of frames in fragments. */
function file(syntax: string, frames: string, ...fragments: number[][]): Uint8Array {
  const pixels = [0xe0, 0x7f, 0x10, 0, ...text("OB"), 0, 0, 255, 255, 255, 255];
  return Uint8Array.of(
    ...new Array<number>(128).fill(0),
    ...text("DICM"),
    ...element(2, 0x10, "UI", text(syntax)),
    ...element(0x28, 8, "IS", text(frames)),
    ...pixels,
    ...item(),
    ...fragments.flatMap((fragment) => item(...fragment)),
    ...[0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0],
  );
}

describe("a whole object", () => {
  it("gives a frame of each fragment, or one of all", async () => {
    const two = await frameIn(file(HTJ2K, "2", [1, 2], [3, 4]), 2);
    expect([...(two?.data ?? [])]).toEqual([3, 4]);
    expect(two?.contentType).toContain(`transfer-syntax=${HTJ2K}`);
    const one = await frameIn(file(HTJ2K, "1", [1, 2], [3, 4]), 1);
    expect([...(one?.data ?? [])]).toEqual([1, 2, 3, 4]);
  });

  it("gives none of another syntax, and none that cannot be told apart", async () => {
    expect(await frameIn(file("1.2.840.10008.1.2.4.100", "1", [1, 2]), 1)).toBeUndefined();
    await expect(frameIn(file(HTJ2K, "3", [1, 2], [3, 4]), 1)).rejects.toThrow("2 fragments");
    await expect(frameIn(file(HTJ2K, "2", [1, 2], [3, 4]), 3)).rejects.toThrow("frame 3");
    await expect(frameIn(Uint8Array.of(1, 2, 3), 1)).rejects.toThrow();
  });
});
