import { describe, expect, it } from "vitest";
import type { Attributes } from "../src/dicomweb/attributes";
import { attributesWith, changesValues } from "../src/images/states/applied";
import { areaOf, inArea } from "../src/images/states/area";
import { drawingsOf } from "../src/images/states/drawings";
import { labColour } from "../src/images/states/layers";
import { asSelection, refersTo, stateIn } from "../src/images/states/state";
import { undrawnBy } from "../src/images/states/undrawn";

const value = (...Value: unknown[]) => ({ Value });
const IMAGE: Attributes = {
  "00280004": value("MONOCHROME2"),
  "00280010": value(60),
  "00280011": value(80),
  "00280101": value(12),
  "00281050": value(40),
  "00281051": value(400),
  "00281053": value(2),
  "00181600": value("RECTANGULAR"),
  "60003000": value(0),
};
const FIRST = { object: "1.2.1", number: 1 };

function state(more: Attributes) {
  const named = (object: string, ...frames: number[]) => ({
    "00081155": value(object),
    ...(frames.length > 0 && { "00081160": value(...frames) }),
  });
  const attributes: Attributes = {
    "00081115": value(
      { "0020000E": value("1.2"), "00081140": value(named("1.2.1"), named("1.2.2", 3, 4)) },
      { "0020000E": value("../.."), "00081140": value(named("1.2.3")) },
    ),
    ...more,
  };
  return stateIn({ object: "1.9", sopClass: "1.2.840.10008.5.1.4.1.1.11.1", attributes }, "1");
}

describe("a presentation state", () => {
  it("refers to images and frames, and to nothing whose name is no UID", () => {
    const read = state({});
    expect(refersTo(read, FIRST)).toBe(true);
    expect(refersTo(read, { object: "1.2.2", number: 2 })).toBe(false);
    expect(refersTo(read, { object: "1.2.2", number: 3 })).toBe(true);
    expect(asSelection(read, "").references.map((it) => it.object)).toEqual(["1.2.1", "1.2.2"]);
  });

  it("leaves out what it does not say, also what the image says", () => {
    const applied = attributesWith(state({}), IMAGE, FIRST);
    expect(applied["00181600"]).toBeUndefined();
    expect(applied["60003000"]).toBeUndefined();
    expect(applied["00281050"]?.Value).toEqual([2048]);
    expect(applied["00281051"]?.Value).toEqual([4096]);
    expect(changesValues(IMAGE, applied)).toBe(true);
  });

  it("shows the whole image, whatever it turns", () => {
    const corners = (rotation: number, flip: string) => {
      const area = areaOf(
        state({ "00700042": value(rotation), "00700041": value(flip) }),
        IMAGE,
        FIRST,
      );
      return [area?.from, area?.to];
    };
    expect(corners(0, "N")).toEqual([
      [0, 0],
      [80, 60],
    ]);
    expect(corners(90, "N")).toEqual([
      [0, 60],
      [80, 0],
    ]);
    expect(corners(180, "Y")).toEqual([
      [0, 60],
      [80, 0],
    ]);
    expect(corners(270, "Y")).toEqual([
      [80, 60],
      [0, 0],
    ]);
  });

  it("places what is given in parts of its area", () => {
    const area = { from: [10, 50], to: [70, 10], mode: "fit", magnification: 1 } as const;
    expect(inArea(area, 90)([0.5, 0.25])).toEqual([25, 30]);
    expect(inArea(area, 0)([0.5, 0.25])).toEqual([40, 40]);
  });

  it("is refused as a whole if it has something that is not drawn", () => {
    const layer = { "00700060": value({ "00700002": value("ONE"), "00700062": value(1) }) };
    const annotated = (graphic: Attributes) =>
      state({
        ...layer,
        "00700001": value({ "00700002": value("ONE"), "00700009": value(graphic) }),
      });
    const line = {
      "00700005": value("PIXEL"),
      "00700020": value(2),
      "00700021": value(2),
      "00700022": value(1, 2, 3, 4),
      "00700023": value("POLYLINE"),
    };
    const undrawn = (read: ReturnType<typeof state>) => undrawnBy(read, IMAGE, FIRST);
    expect(undrawn(annotated(line))).toBeUndefined();
    for (const other of [
      { "00700005": value("MATRIX") },
      { "00700021": value(3) },
      { "00700023": value("RULER") },
      { "00700232": value({}) },
      { "00700005": value("DISPLAY"), "00700023": value("CIRCLE") },
    ]) {
      expect(undrawn(annotated({ ...line, ...other }))).toBe("viewer.saved.has.drawing");
    }
    expect(undrawn(state({ "00286100": value({}) }))).toBe("viewer.saved.has.mask");
    expect(undrawn(state({ "60001001": value("NONE") }))).toBe("viewer.saved.has.overlay");
    expect(undrawn(state({ "00700042": value(45) }))).toBe("viewer.saved.has.rotation");
    const colour = { ...IMAGE, "00280004": value("RGB") };
    expect(undrawnBy(state({}), colour, FIRST)).toBe("viewer.saved.has.greys");
  });

  it("draws a circle through its point, and curves through all of theirs", () => {
    const layer = { "00700060": value({ "00700002": value("ONE"), "00700062": value(1) }) };
    const graphic = (type: string, ...data: number[]) => ({
      "00700005": value("PIXEL"),
      "00700020": value(2),
      "00700021": value(data.length / 2),
      "00700022": value(...data),
      "00700023": value(type),
    });
    const all = [graphic("CIRCLE", 10, 10, 14, 13), graphic("INTERPOLATED", 0, 0, 9, 5, 20, 0)];
    const annotated = {
      "00700001": value({ "00700002": value("ONE"), "00700009": value(...all) }),
    };
    const read = state({ ...layer, ...annotated });
    const area = areaOf(read, IMAGE, FIRST);
    const drawn = area && drawingsOf(read, area, FIRST);
    const [circle, curve] = (drawn ?? []).map((it) => (it.kind === "line" ? it.points : []));
    expect(circle?.every(([x, y]) => Math.abs(Math.hypot(x - 10, y - 10) - 5) < 1e-9)).toBe(true);
    expect(curve).toEqual(
      expect.arrayContaining([
        [0, 0],
        [9, 5],
        [20, 0],
      ]),
    );
  });

  it("knows colours of CIELab", () => {
    const white = labColour({ "00700401": value(65535, 32896, 32896) }, "00700401");
    expect(white?.every((it) => it >= 254)).toBe(true);
    const red = labColour({ "00700401": value(35_574, 54_227, 50_859) }, "00700401");
    expect(red?.[0]).toBeGreaterThan(240);
    expect(red?.[1]).toBeLessThan(40);
  });
});
