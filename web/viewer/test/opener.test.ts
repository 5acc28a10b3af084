import { describe, expect, it, vi } from "vitest";
import type { Archive, SeriesEntry } from "../src/dicomweb/archive";
import type { LoadedSeries } from "../src/images/loadedSeries";
import type { PageData } from "../src/page";
import type { DocumentPane } from "../src/pane/documentPane";
import type { EcgPane } from "../src/pane/ecgPane";
import type { Pane } from "../src/pane/pane";
import type { VideoPane } from "../src/pane/videoPane";
import { Opener } from "../src/view/opener";

/** What ends the loading of each series, by its UID. */
const loading = new Map<string, { load: () => void; signal: AbortSignal }>();

vi.mock("../src/images/ecg", () => ({ isEcg: () => true }));
vi.mock("../src/images/loadedSeries", () => ({
  loadSeries: (_archive: Archive, entry: SeriesEntry, signal: AbortSignal) =>
    new Promise<LoadedSeries>((resolve) => {
      const place = { series: entry, place: 1, count: 1 };
      const frames = [{ imageId: "", object: "1", number: 1, attributes: {}, ...place }];
      const others = [{ object: "2", sopClass: "", attributes: {} }];
      const load = () => resolve({ entry, frames, others });
      loading.set(entry.uid, { load, signal });
    }),
}));

function opened() {
  const ecg = { hide: vi.fn(), show: vi.fn() };
  const page = { pages: "/studies/" } as PageData;
  const documents = { hide: vi.fn(), takes: () => false } as unknown as DocumentPane;
  const videos = { hide: vi.fn() } as unknown as VideoPane;
  const opener = new Opener(
    {} as Archive,
    page,
    ecg as unknown as EcgPane,
    documents,
    videos,
    vi.fn(),
  );
  const pane = () => {
    const acts = { leave: vi.fn(), begins: vi.fn(), show: vi.fn(), holds: vi.fn(), tell: vi.fn() };
    return acts as typeof acts & Pane;
  };
  const open = (at: Pane, uid: string, object = "") =>
    opener.open(at, { study: "1", uid } as SeriesEntry, object, 1);
  return { opener, ecg, first: pane(), second: pane(), open };
}

describe("an opener", () => {
  it("opens series in two panes at once", async () => {
    const { first, second, open } = opened();
    const both = [open(first, "a"), open(second, "b")];
    loading.forEach(({ load }) => load());
    await Promise.all(both);
    expect(first.show).toHaveBeenCalledOnce();
    expect(second.show).toHaveBeenCalledOnce();
  });

  it("opens the last series that was asked for in a pane", async () => {
    const { first, open } = opened();
    const both = [open(first, "a"), open(first, "b")];
    loading.forEach(({ load }) => load());
    await Promise.all(both);
    expect(first.show).toHaveBeenCalledOnce();
    expect(first.asked?.uid).toBe("b");
    expect(first.tell).not.toHaveBeenCalled();
  });

  it("stops all", () => {
    const { first, opener, second, open } = opened();
    void open(first, "a");
    void open(second, "b");
    opener.stop();
    expect([...loading.values()].every(({ signal }) => signal.aborted)).toBe(true);
  });

  it("shows the object that was asked for, or says that it is not there", async () => {
    const { first, ecg, open } = opened();
    const opening = open(first, "a", "2");
    loading.get("a")?.load();
    await opening;
    expect(ecg.show).toHaveBeenCalledOnce();
    expect(first.holds.mock.calls[0]?.[2]).toEqual([
      { words: "Images", href: "/studies/1/view?series=a", isShown: false },
      { words: "Object 1 of 1", href: "/studies/1/view?series=a&object=2", isShown: true },
    ]);
    const missing = open(first, "b", "3");
    loading.get("b")?.load();
    await missing;
    expect(first.tell).toHaveBeenCalledWith(expect.stringContaining("is not there"));
    expect(first.show).not.toHaveBeenCalled();
  });
});
