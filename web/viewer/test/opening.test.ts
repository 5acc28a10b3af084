import { describe, expect, it, vi } from "vitest";
import { Archive, BadAnswer, type SeriesEntry } from "../src/dicomweb/archive";
import type { Attributes } from "../src/dicomweb/attributes";
import type { Frame, LoadedSeries, OtherObject } from "../src/images/loadedSeries";
import type { PageData } from "../src/page";
import type { Pane } from "../src/pane/pane";
import type { Link } from "../src/pane/trouble";
import { choicesOf, indexOf, otherOf, startOf, tellOther } from "../src/view/opening";

const REPORT = "1.2.840.10008.5.1.4.1.1.88.11";
const ECG = "1.2.840.10008.5.1.4.1.1.9.1.1";
const RAW_DATA = "1.2.840.10008.5.1.4.1.1.66";

const page = (series: string, object: string, frame = 1) =>
  ({
    study: "1",
    series,
    object,
    frame,
    pages: "/studies/",
    report: "/studies/{study}/reports/{object}",
    file: "",
  }) as PageData;

const entry = (uid: string, modality = "CT"): SeriesEntry => ({
  study: "1",
  uid,
  number: 1,
  description: "",
  modality,
  count: 1,
});

/** An archive with one object, in one series. */
class OneObject extends Archive {
  override seriesOf(_study: string, object: string): Promise<string | undefined> {
    return Promise.resolve(object === "1.2.1" ? "1.2" : undefined);
  }
}

const archive = new OneObject("/dicom-web");
const entries = [entry("1.1", "SR"), entry("1.2"), entry("1.3")];
const value = (...Value: unknown[]) => ({ Value });

function frame(object: string, number: number, attributes: Attributes = {}): Frame {
  const place = { series: entry("1.2"), place: 1, count: 1 };
  return { imageId: `${object}/${number}`, object, number, attributes, ...place };
}

function other(object: string, sopClass: string, attributes: Attributes = {}): OtherObject {
  return { object, sopClass, attributes };
}

describe("the start", () => {
  it.each([
    ["", "", "1.2"],
    ["1.3", "", "1.3"],
    ["1.9", "", "1.2"],
    ["1.3", "1.3.7", "1.3"],
    ["", "1.2.1", "1.2"],
    ["1.9", "1.2.1", "1.2"],
  ])("of series '%s' and object '%s' is series %s", async (series, object, uid) => {
    const start = await startOf(page(series, object, 4), archive, entries);
    expect(start).toEqual({ entry: expect.objectContaining({ uid }), object, frame: 4 });
  });

  it("of an object that is not there is refused", async () => {
    const starting = startOf(page("1.9", "1.9.1"), archive, entries);
    await expect(starting).rejects.toEqual(new BadAnswer(404));
  });
});

describe("in a series", () => {
  const large = { "00280010": value(60_000), "00280011": value(60_000) };
  const series: LoadedSeries = {
    entry: entry("1.2"),
    frames: [frame("a", 1), frame("a", 2), frame("b", 1), frame("c", 1, large)],
    others: [other("d", REPORT)],
  };

  it.each([
    ["", 3, 0],
    ["a", 2, 1],
    ["b", 1, 2],
    ["c", 5, 3],
    ["b", 2, undefined],
    ["d", 1, undefined],
    ["x", 1, undefined],
  ])("frame %s, %s has the index %s", (object, number, index) => {
    expect(indexOf(series, object, number)).toBe(index);
  });

  it("objects without images are found", () => {
    expect(otherOf(series, "d")?.object).toBe("d");
    expect(otherOf(series, "x")).toBeUndefined();
    expect(indexOf({ ...series, frames: [] }, "", 1)).toBeUndefined();
  });
});

describe("a series without images", () => {
  function offersOf(others: OtherObject[], shown: OtherObject | undefined): Link[] {
    const told: Link[] = [];
    const tell = (_words: string, offers: readonly Link[] = []) => told.push(...offers);
    const series = { entry: entry("1.2", "SR"), frames: [], others };
    tellOther({ tell } as unknown as Pane, series, shown, page("", ""));
    return told;
  }

  it("says where a report can be read", () => {
    const reports = [other("1.2.1", REPORT), other("1.2.2", REPORT)];
    expect(offersOf(reports, reports[1])).toEqual([
      { words: "Open the report", href: "/studies/1/reports/1.2.2" },
    ]);
    expect(offersOf([], undefined)).toEqual([]);
  });
});

it("of which the server could not read the header is not said to have no images", () => {
  const tell = vi.fn();
  const one = other("1.2.9", "1.2.840.10008.5.1.4.1.1.2.1", { "00080056": value("UNAVAILABLE") });
  tellOther(
    { tell } as unknown as Pane,
    { entry: entry("1.2"), frames: [], others: [one] },
    one,
    page("", ""),
  );
  expect(tell.mock.calls[0]?.[0]).toBe(
    "This object cannot be shown: its description is too large to be read.",
  );
});

describe("the choice of objects", () => {
  const ecgs = [other("1.2.1", ECG), other("1.2.2", ECG), other("1.2.3", ECG)];
  const choices = (frames: Frame[], others: OtherObject[], shown: OtherObject | undefined) =>
    choicesOf({ entry: entry("1.2", "ECG"), frames, others }, shown, page("", "")).map(
      ({ words, href, isShown }) => `${isShown ? "* " : ""}${words}: ${href}`,
    );

  it("has each ECG of a series", () => {
    expect(choices([], ecgs, ecgs[1])).toEqual([
      "Object 1 of 3: /studies/1/view?series=1.2&object=1.2.1",
      "* Object 2 of 3: /studies/1/view?series=1.2&object=1.2.2",
      "Object 3 of 3: /studies/1/view?series=1.2&object=1.2.3",
    ]);
  });

  it("has the images and what is beside them", () => {
    const report = other("1.2.9", REPORT);
    expect(choices([frame("1.2.1", 1)], [report], undefined)).toEqual([
      "* Images: /studies/1/view?series=1.2",
      "Object 1 of 1: /studies/1/view?series=1.2&object=1.2.9",
    ]);
    expect(choices([frame("1.2.1", 1)], [report], report)).toEqual([
      "Images: /studies/1/view?series=1.2",
      "* Object 1 of 1: /studies/1/view?series=1.2&object=1.2.9",
    ]);
  });

  it("is empty for images alone", () => {
    expect(choices([frame("1.2.1", 1)], [], undefined)).toEqual([]);
  });
});

describe("an object among images", () => {
  it.each([
    [REPORT, "This object is a report."],
    [RAW_DATA, "This object has no image."],
  ])("of class %s is said to be one", (sopClass, words) => {
    const tell = vi.fn();
    const one = other("1.2.9", sopClass);
    const series = { entry: entry("1.2"), frames: [frame("1.2.1", 1)], others: [one] };
    tellOther({ tell } as unknown as Pane, series, one, page("", ""));
    expect(tell.mock.calls[0]?.[0]).toBe(words);
  });
});
