import type { SeriesEntry } from "../dicomweb/archive";
import type { Pane } from "../pane/pane";
import { hang } from "../view/hanging";
import type { FirstLook } from "../view/firstLook";
import { keysOf, kindOf, seriesFor } from "./kinds";
import type { Layout, LayoutCalls, SavedLayout } from "./layoutCalls";

/** A reader arranges one pane after the other. */
const DEBOUNCE_MILLIS = 1500;
/** The study opens in the standard layout if the server takes longer. */
const PATIENCE_MILLIS = 1500;
/** One that is still used is not deleted; so much later, the server is told that it is. */
const TOLD_AGAIN_MILLIS = 30 * 24 * 3600 * 1000;

/** What an own layout opens a study with. */
export interface OwnLook extends FirstLook {
  readonly linked: boolean;
}

/** What is arranged. */
export interface OwnArranged {
  readonly panes: readonly Pane[];
  readonly linked: { readonly isOn: boolean };
}

/**
 * Keeps how the reader arranged the series of a kind of study, after they changed it by hand. Only
 * studies whose panes have whole series are meant: views of X-rays and mammograms, and loops, are
 * arranged by the images themselves.
 */
export class OwnLayouts {
  private kind: string | undefined;
  private images: readonly SeriesEntry[] = [];
  private timer: number | undefined;

  /** @param calls undefined if nothing is kept */
  constructor(
    private readonly calls: LayoutCalls | undefined,
    private readonly arranged: OwnArranged,
  ) {
    addEventListener("pagehide", () => {
      if (this.timer !== undefined) {
        void this.save();
      }
    });
  }

  /** The series of images of the study that is opened. */
  begins(images: readonly SeriesEntry[]): void {
    const { series, each } = hang(images);
    this.images = images;
    this.kind = each === "series" && series[0] ? kindOf(series[0]) : undefined;
  }

  /** The study in the reader's own layout; undefined if there is none that fits it. */
  async look(): Promise<OwnLook | undefined> {
    const { calls, kind, images } = this;
    if (calls === undefined || kind === undefined) {
      return undefined;
    }
    const late = new Promise<SavedLayout[]>((done) => setTimeout(() => done([]), PATIENCE_MILLIS));
    const all = await Promise.race([calls.all().catch(() => []), late]);
    const own = all.find((it) => it.kind === kind);
    const series = own && seriesFor(own.panes, images);
    if (own === undefined || series === undefined) {
      return undefined;
    }
    if (Date.now() - Date.parse(own.used) > TOLD_AGAIN_MILLIS) {
      calls.save(kind, own).catch(() => undefined);
    }
    const panes = series.map((entry) => entry && { entry, object: "", frame: 1 });
    return { panes, isCertain: false, isOfOneScale: false, linked: own.linked };
  }

  /** The reader changed the layout by hand. */
  changed(): void {
    clearTimeout(this.timer);
    if (this.calls !== undefined && this.kind !== undefined) {
      this.calls.prepare();
      this.timer = window.setTimeout(() => void this.save(), DEBOUNCE_MILLIS);
    }
  }

  /** The layout of this kind of study is forgotten; false if the server does not do it. */
  async forgetThis(): Promise<boolean> {
    this.stop();
    return this.calls === undefined || this.kind === undefined
      ? true
      : this.calls.delete(this.kind).catch(() => false);
  }

  /** The layouts of all kinds of studies are forgotten; false if the server does not do it. */
  async forgetAll(): Promise<boolean> {
    this.stop();
    return this.calls === undefined ? true : this.calls.deleteAll().catch(() => false);
  }

  /** Nothing that was changed is saved any more. */
  stop(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private async save(): Promise<void> {
    this.stop();
    const layout = this.layout();
    if (layout !== undefined && this.kind !== undefined) {
      await this.calls?.save(this.kind, layout).catch(() => false);
    }
  }

  /** What is arranged now; undefined if it has more than one pane of a series, or another study. */
  private layout(): Layout | undefined {
    const { panes, linked } = this.arranged;
    const keys = keysOf(this.images);
    const kept = panes.map(({ asked }) => (asked === undefined ? "" : keys.get(asked.uid)));
    const some = kept.filter((it) => it !== undefined && it !== "");
    const isKept =
      some.length > 0 && !kept.includes(undefined) && new Set(some).size === some.length;
    return isKept ? { panes: kept.map((it) => it ?? ""), linked: linked.isOn } : undefined;
  }
}
