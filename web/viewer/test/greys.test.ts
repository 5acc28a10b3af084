import { describe, expect, it } from "vitest";
import { type Attributes, TAG } from "../src/dicomweb/attributes";
import { firstWindow, greysOf, isSigned } from "../src/images/picture/greys";
import { lookUp, rangeOf, tableOf } from "../src/images/picture/table";

const none = () => Promise.reject(new Error("nothing to read"));

function item(descriptor: number[], data: object): Attributes {
  return { [TAG.lutDescriptor]: { Value: descriptor }, [TAG.lutData]: data };
}

function image(tags: Record<string, unknown[]>): Attributes {
  const all = { [TAG.photometric]: ["MONOCHROME2"], ...tags };
  return Object.fromEntries(Object.entries(all).map(([tag, Value]) => [tag, { Value }]));
}

describe("a lookup table", () => {
  it("stands for values from its first one on, and goes on at its ends", async () => {
    const table = await tableOf(item([3, 10, 8], { Value: [7, 8, 9] }), false, none);
    expect([-5, 10, 11, 12, 500].map((value) => lookUp(table, value))).toEqual([7, 7, 8, 9, 9]);
  });

  it.each([
    [[0, 0, 16], false, { count: 65_536, first: 0, depth: 16 }],
    [[-6, 0, 16], false, { count: 65_530, first: 0, depth: 16 }],
    [[1000, 65_036, 12], true, { count: 1000, first: -500, depth: 12 }],
    [[1000, 65_036, 12], false, { count: 1000, first: 65_036, depth: 12 }],
    [[1000, -500, 12], true, { count: 1000, first: -500, depth: 12 }],
  ])("with the descriptor %s, of values that can be negative: %s", (descriptor, signed, range) => {
    expect(rangeOf(item(descriptor, {}), signed)).toEqual(range);
  });

  it("has words, or two entries in a word, or is read elsewhere", async () => {
    const read = (address: string) =>
      Promise.resolve(address === "/bulk" ? Uint8Array.of(1, 2, 3, 4) : new Uint8Array());
    const entries = async (descriptor: number[], data: object) => [
      ...Array.from((await tableOf(item(descriptor, data), false, read)).entries),
    ];
    expect(await entries([2, 0, 16], { BulkDataURI: "/bulk" })).toEqual([0x0201, 0x0403]);
    expect(await entries([4, 0, 8], { BulkDataURI: "/bulk" })).toEqual([1, 2, 3, 4]);
    expect(await entries([3, 0, 8], { Value: [0x0201, 0x0003] })).toEqual([1, 2, 3]);
    expect(await entries([2, 0, 8], { InlineBinary: btoa("\x05\x00\x06\x00") })).toEqual([5, 6]);
  });

  it.each([
    ["too few entries", item([4, 0, 8], { Value: [1] })],
    ["no entries", item([4, 0, 8], {})],
    ["larger entries than it says", item([2, 0, 8], { Value: [1, 256] })],
    ["no depth", item([2, 0, 0], { Value: [0, 0] })],
  ])("with %s is refused", async (_name, table) => {
    await expect(tableOf(table, false, none)).rejects.toThrow("broken");
  });
});

describe("greys", () => {
  const table = { first: 0, entries: [15, 10, 5, 0], depth: 4 };

  it("are those of the table in its own window, and of a part of it in a narrower one", () => {
    const greys = greysOf(image({}), [table]);
    expect([0, 1, 2, 3].map(greys(4, 2))).toEqual([255, 170, 85, 0]);
    expect([0, 1, 2, 3].map(greys(2, 2))).toEqual([255, 255, 0, 0]);
  });

  it("are those of a chosen window, or of a chosen table if the image has it", () => {
    const other = { first: 0, entries: [0, 0, 15, 15], depth: 4 };
    const window = { [TAG.windowCenter]: [2], [TAG.windowWidth]: [4] };
    const greys = greysOf(image(window), [table, other]);
    expect([0, 1, 2, 3].map(greys(4, 2, "window")).map(Math.round)).toEqual([0, 85, 170, 255]);
    expect([0, 1, 2, 3].map(greys(4, 2, { table: 1 }))).toEqual([0, 0, 255, 255]);
    expect([0, 1, 2, 3].map(greys(4, 2, { table: 2 }))).toEqual([255, 170, 85, 0]);
    const plain = greysOf(image(window), [])(4, 2, { table: 1 });
    expect([0, 1, 2, 3].map(plain).map(Math.round)).toEqual([0, 85, 170, 255]);
  });

  it("are linear without a window, whatever its function would be", () => {
    const sigmoid = image({ [TAG.voiLutFunction]: ["SIGMOID"] });
    expect([0, 1, 2].map(greysOf(sigmoid, [])(3, 1.5))).toEqual([0, 127.5, 255]);
  });

  it("change at once in a window of one value", () => {
    expect([0, 1, 2].map(greysOf(image({}), [])(1, 1))).toEqual([0, 255, 255]);
  });

  it("begin with all values of the table, else with the first window", () => {
    const window = { [TAG.windowCenter]: [40, 600], [TAG.windowWidth]: [80, 900] };
    const lut = { [TAG.voiLut]: [item([1000, -500, 12], {})], [TAG.pixelRepresentation]: [1] };
    expect(firstWindow(image(window))).toEqual({ centre: 40, width: 80 });
    expect(firstWindow(image({ ...window, ...lut }))).toEqual({ centre: 0, width: 1000 });
    expect(firstWindow(image({}))).toBeUndefined();
  });

  it("of colours have no table", () => {
    const lut = { [TAG.voiLut]: [item([2, 0, 8], {})] };
    expect(firstWindow(image({ ...lut, [TAG.photometric]: ["RGB"] }))).toBeUndefined();
  });

  it("come of negative values if these are stored or made", () => {
    const modality = { [TAG.modalityLut]: [item([2, 0, 8], {})] };
    expect(isSigned(image({ [TAG.pixelRepresentation]: [1] }))).toBe(true);
    expect(isSigned(image({ [TAG.rescaleIntercept]: [-1024] }))).toBe(true);
    expect(isSigned(image({ [TAG.pixelRepresentation]: [1], ...modality }))).toBe(false);
  });
});
