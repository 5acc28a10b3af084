import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Archive, SeriesEntry } from "../src/dicomweb/archive";
import type { PageData } from "../src/page";
import { SeriesPanel } from "../src/panel/seriesPanel";

const choice = { chosen: "", load: vi.fn(), refuse: vi.fn(), choose: (_study: string) => {} };
const strip = { list: vi.fn(), loadPictures: vi.fn(), nameSelections: vi.fn() };

vi.mock("sallyport-common/dom", () => ({ el: () => ({}) }));
vi.mock("../src/panel/strip", () => ({
  Strip: class {
    constructor() {
      return strip;
    }
  },
}));
vi.mock("../src/panel/studyChoice", () => ({
  StudyChoice: class {
    constructor(_page: PageData, choose: (study: string) => void) {
      choice.choose = choose;
      return choice;
    }
  },
}));

interface Answer<T> {
  readonly promise: Promise<T>;
  resolve(value: T): void;
  reject(fault: Error): void;
}

function answer<T>(): Answer<T> {
  const made = {} as { -readonly [K in keyof Answer<T>]: Answer<T>[K] };
  made.promise = new Promise<T>((resolve, reject) => Object.assign(made, { resolve, reject }));
  return made;
}

/** What answers the request for the series of each study. */
const asked = new Map<string, Answer<SeriesEntry[]>>();

function panel(): SeriesPanel {
  const series = (study: string) => {
    const made = answer<SeriesEntry[]>();
    asked.set(study, made);
    return made.promise;
  };
  const listener = { opens: vi.fn(), say: vi.fn() };
  const archive = { series } as unknown as Archive;
  return new SeriesPanel(archive, { study: "own" } as PageData, listener);
}

function choose(study: string): void {
  choice.chosen = study;
  choice.choose(study);
}

const rest = () => new Promise((resolve) => setTimeout(resolve));

describe("the panel of series", () => {
  beforeEach(() => vi.resetAllMocks());

  it("lists the study that was chosen last, whichever answer comes last", async () => {
    panel();
    choose("a");
    choose("b");
    asked.get("b")?.resolve([]);
    await rest();
    expect(strip.list).toHaveBeenCalledOnce();
    asked.get("a")?.resolve([{} as SeriesEntry]);
    await rest();
    expect(strip.list).toHaveBeenCalledOnce();
  });

  it("goes back to the study that is listed if another cannot be", async () => {
    panel();
    choose("a");
    asked.get("a")?.resolve([]);
    await rest();
    choose("b");
    asked.get("b")?.reject(new TypeError("no network"));
    await rest();
    expect(strip.list).toHaveBeenCalledOnce();
    expect(choice.refuse).toHaveBeenCalledWith("a", expect.stringContaining("could not be loaded"));
  });

  it("asks for the other studies beside the pictures, and does without them", async () => {
    const pictures = answer<void>();
    strip.loadPictures.mockReturnValue(pictures.promise);
    choice.load.mockRejectedValue(new TypeError("no network"));
    const loading = panel().loadRest();
    await rest();
    expect(strip.loadPictures).toHaveBeenCalledOnce();
    expect(choice.load).toHaveBeenCalledOnce();
    pictures.resolve();
    await expect(loading).resolves.toBeUndefined();
  });
});
