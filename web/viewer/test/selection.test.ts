import { describe, expect, it, vi } from "vitest";
import { type Archive, BadAnswer, type SeriesEntry } from "../src/dicomweb/archive";
import type { Attributes } from "../src/dicomweb/attributes";
import type { Frame, LoadedSeries, OtherObject } from "../src/images/loadedSeries";
import { loadSelected } from "../src/images/selectedImages";
import { countOf, newestOf, selectionIn } from "../src/images/selection";
import { selectionLine, selectionWords, selectionsName } from "../src/pane/words";
import type { PageData } from "../src/page";
import { startOf } from "../src/view/opening";

const KEY_OBJECTS = "1.2.840.10008.5.1.4.1.1.88.59";
const value = (...Value: unknown[]) => ({ Value });

const code = (number: string, meaning: string, scheme = "DCM") => ({
  "00080100": value(number),
  "00080102": value(scheme),
  "00080104": value(meaning),
});
const reference = (object: string, ...frames: number[]) => ({
  "00081155": value(object),
  ...(frames.length > 0 && { "00081160": value(...frames) }),
});
const image = (object: string, ...frames: number[]) => ({
  "0040A040": value("IMAGE"),
  "00081199": value(reference(object, ...frames)),
});
const wordsItem = (words: string) => ({ "0040A040": value("TEXT"), "0040A160": value(words) });
const evidence = (study: string, series: string, ...objects: string[]) => ({
  "0020000D": value(study),
  "00081115": value({
    "0020000E": value(series),
    "00081199": value(...objects.map((it) => reference(it))),
  }),
});

function selection(
  title: object,
  content: readonly object[],
  places: readonly object[],
  more: Attributes = {},
): OtherObject {
  const attributes = {
    "0040A043": value(title),
    "0040A730": value(...content),
    "0040A375": value(...places),
    ...more,
  };
  return { object: "1.9.1", sopClass: KEY_OBJECTS, attributes };
}

const REFERRER = code("113002", "For Referring Provider");
const REJECTED = code("113001", "Rejected for Quality Reasons");

describe("a selection", () => {
  it("has its title, text and references in the order of its content", () => {
    const content = [wordsItem("Look at these"), image("1.2.2", 3, 5), image("1.3.1")];
    const places = [evidence("1", "1.3", "1.3.1"), evidence("1", "1.2", "1.2.2")];
    const read = selectionIn(selection(REFERRER, content, places), "1");
    expect(read).toMatchObject({
      title: "For Referring Provider",
      text: "Look at these",
      isOfKeyImages: true,
    });
    expect(read.references).toEqual([
      { study: "1", series: "1.2", object: "1.2.2", frames: [3, 5] },
      { study: "1", series: "1.3", object: "1.3.1", frames: [] },
    ]);
    expect(countOf(read)).toBe(3);
  });

  it.each(["../../../logout", "1.2/../..", "..", "1".repeat(65), "1?x", ""])(
    "leads to no path with '%s'",
    (uid) => {
      const places = [evidence(uid, "1.2", "1.2.1"), evidence("1", uid, "1.2.2")];
      const content = [image("1.2.1"), image("1.2.2")];
      const { references } = selectionIn(selection(REFERRER, content, places), "");
      expect(references.map(({ study, series }) => study + series)).toEqual(["", ""]);
    },
  );

  it.each([
    [REFERRER, true],
    [code("113000", "Of Interest"), true],
    [code("113001", "A title of our own", "99LOCAL"), true],
    [REJECTED, false],
    [code("113037", "Rejected for Patient Safety Reasons"), false],
    [code("113030", "Manifest"), false],
  ])("titled %o has key images: %s", (title, isOfKeyImages) => {
    expect(selectionIn(selection(title, [], []), "1").isOfKeyImages).toBe(isOfKeyImages);
  });

  it("says why its images were rejected", () => {
    const why = {
      "0040A040": value("CODE"),
      "0040A043": value(code("113011", "Document Title Modifier")),
      "0040A168": value(code("111207", "Image artifact(s)")),
    };
    const read = selectionIn(selection(REJECTED, [why, image("1.2.1")], []), "1");
    expect(read.title).toBe("Rejected for Quality Reasons: Image artifact(s)");
    expect(selectionsName([read])).toBe("Rejected for Quality Reasons: Image artifact(s): 1");
  });
});

/** What the archive has, by study and series. */
const series = new Map<string, LoadedSeries>();

vi.mock("../src/images/loadedSeries", () => ({
  loadSeries: (_archive: Archive, { study, uid }: SeriesEntry) =>
    Promise.resolve(series.get(`${study}/${uid}`)),
}));

const asked = new Set<string>();

const archive = {
  series: (study: string) => {
    asked.add(study);
    const found = [...series.values()].filter(({ entry }) => entry.study === study);
    return found.length > 0
      ? Promise.resolve(found.map(({ entry }) => entry))
      : Promise.reject(new BadAnswer(study === "5" ? 503 : 404));
  },
} as unknown as Archive;

function store(study: string, uid: string, objects: number, frames = 1) {
  const entry = { study, uid, number: 1, modality: "CT", count: objects, description: "" };
  const made: Frame[] = [];
  for (let object = 1; object <= objects; object++) {
    for (let number = 1; number <= frames; number++) {
      const imageId = `${uid}.${object}/${number}`;
      const place = { place: made.length + 1, count: objects * frames };
      const own = { imageId, object: `${uid}.${object}`, number, attributes: {} };
      made.push({ ...own, series: entry, ...place });
    }
  }
  const report = { object: `${uid}.99`, sopClass: "", attributes: {} };
  series.set(`${study}/${uid}`, { entry, frames: made, others: [report] });
}

store("1", "1.2", 3);
store("1", "1.3", 2, 400);
store("7", "7.1", 1);
store("8", "8.1", 1);

const own = { study: "1", uid: "1.9", modality: "KO" } as SeriesEntry;
const load = (content: readonly object[], places: readonly object[]) =>
  loadSelected(
    archive,
    own,
    selectionIn(selection(REFERRER, content, places), "1"),
    () => Promise.resolve([{ uid: "7" }, { uid: "5" }, { uid: "6" }]),
    new AbortController().signal,
  );

describe("the images of a selection", () => {
  it("come from several series and studies, in its order, each once", async () => {
    const places = [evidence("1", "1.2", "1.2.3"), evidence("7", "7.1", "7.1.1")];
    const more = [evidence("1", "1.3", "1.3.2")];
    const content = [image("7.1.1"), image("1.3.2", 9, 2), image("1.2.3"), image("7.1.1")];
    const stack = await load(content, [...places, ...more]);
    expect(stack.frames.map(({ imageId }) => imageId)).toEqual([
      "7.1.1/1",
      "1.3.2/9",
      "1.3.2/2",
      "1.2.3/1",
    ]);
    expect(stack.frames[3]).toMatchObject({ place: 3, count: 3, series: { uid: "1.2" } });
    expect(selectionLine(stack, 1)).toBe("Key image 2 of 4: For Referring Provider");
    expect(selectionWords(stack)).toEqual(["For Referring Provider"]);
  });

  it("are left out, and this is said, if they are not there or in no study to be seen", async () => {
    const places = [
      evidence("1", "1.2", "1.2.1", "1.2.9", "1.2.99"),
      evidence("8", "8.1", "8.1.1"),
      evidence("9", "9.1", "9.1.1"),
      evidence("6", "6.1", "6.6.6"),
    ];
    const content = ["1.2.1", "1.2.9", "1.2.99", "8.1.1", "9.1.1", "6.6.6"];
    const stack = await load(
      content.map((it) => image(it)),
      places,
    );
    expect(stack.frames.map(({ imageId }) => imageId)).toEqual(["1.2.1/1"]);
    expect(selectionWords(stack).slice(1)).toEqual([
      "4 of 5 images are not there, or you may not see them.",
      "1 object of the selection is not an image.",
    ]);
    expect([...asked].filter((study) => ["8", "9"].includes(study))).toEqual([]);
  });

  it("are all frames of an object, up to a limit", async () => {
    const stack = await load(
      [image("1.3.1"), image("1.3.2")],
      [evidence("1", "1.3", "1.3.1", "1.3.2")],
    );
    expect(stack.frames.length).toBe(600);
    expect(selectionWords(stack).at(-1)).toBe(
      "Only 600 of 800 images are shown: the selection has too many.",
    );
  });

  it("are asked for again if the archive does not respond", async () => {
    const loading = load([image("5.1.1")], [evidence("5", "5.1", "5.1.1")]);
    await expect(loading).rejects.toEqual(new BadAnswer(503));
  });
});

describe("the start of a study with selections", () => {
  const entry = (uid: string, modality: string): SeriesEntry => ({
    study: "1",
    uid,
    number: 1,
    description: "",
    modality,
    count: 1,
  });
  const entries = [entry("1.2", "CT"), entry("1.90", "KO"), entry("1.91", "KO")];
  const made = (object: string, title: object, date: string, study = "1", uid = "1.2") => ({
    ...selection(title, [image("1.2.1")], [evidence(study, uid, "1.2.1")], {
      "00080023": value(date),
      "00080033": value("120000"),
    }),
    object,
  });
  const start = (...others: OtherObject[]) => {
    entries.slice(1).forEach((it, i) => {
      const inSeries = others.filter((_other, at) => at % 2 === i);
      series.set(`1/${it.uid}`, { entry: it, frames: [], others: inSeries });
    });
    return startOf({ study: "1", series: "", object: "", frame: 1 } as PageData, archive, entries);
  };

  it("is the newest selection of key images", async () => {
    const [old, newer] = [made("k1", REFERRER, "20260101"), made("k2", REFERRER, "20260301")];
    const rejected = made("k3", REJECTED, "20260401");
    expect(await start(newer, old, rejected)).toMatchObject({ entry: entries[1], object: "k2" });
    expect(newestOf([old, newer, rejected], "1")?.other).toBe(newer);
  });

  it("is the first series without one, or if it names other studies only", async () => {
    const first = { entry: entries[0], object: "" };
    expect(await start(made("k1", REJECTED, "20260401"))).toMatchObject(first);
    expect(await start(made("k1", REFERRER, "20260401", "9", "9.1"))).toMatchObject(first);
  });
});
