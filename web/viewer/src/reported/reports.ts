import type { Archive, SeriesEntry } from "../dicomweb/archive";
import type { Frame } from "../images/loadedSeries";
import { text } from "../messages";
import type { Pane } from "../pane/pane";
import { type Region, regionsOf } from "./content";
import { ReportedLayer } from "./layer";
import { type OnImage, onImage } from "./onImage";

const REPORTS = "SR";
/** The newest series of reports of a study; more are on its page only. */
const MAX_SERIES = 20;

/** What structured reports measured on the images that panes show, drawn over them. */
export class Reports {
  private readonly regions = new Map<string, readonly Region[]>();
  private readonly asked = new Set<string>();
  private readonly layers = new Map<Pane, ReportedLayer>();
  isShown = true;

  /** @param changed is told when the reports of another study are known */
  constructor(
    private readonly archive: Archive,
    private readonly panes: () => readonly Pane[],
    private readonly changed: () => void,
  ) {}

  /** Loads the reports of a study, once. What cannot be loaded is asked for again the next time. */
  async load(study: string): Promise<void> {
    if (this.asked.has(study)) {
      return;
    }
    this.asked.add(study);
    try {
      const series = (await this.archive.series(study)).filter(
        ({ modality }) => modality === REPORTS,
      );
      const found = await Promise.all(series.slice(-MAX_SERIES).map((it) => this.read(it)));
      if (this.asked.has(study) && found.flat().length > 0) {
        this.regions.set(study, found.flat());
        this.changed();
      }
    } catch {
      this.asked.delete(study);
    }
  }

  /** A report that cannot be read is said to be so on its page. */
  private async read(series: SeriesEntry): Promise<Region[]> {
    const objects = await this.archive.objects(series);
    return objects.flatMap((it) => {
      try {
        return regionsOf(it);
      } catch {
        return [];
      }
    });
  }

  /** What reports say of an image, in words; empty for nothing. */
  about(frame: Frame): string {
    const all = this.on(frame);
    if (all.length === 0) {
      return "";
    }
    const words = all.map(({ words: said, drawn }) => {
      const joined = said.join(", ");
      return drawn === undefined ? text("viewer.reported.not-drawn", joined) : joined;
    });
    return text("viewer.reported.about", words.join("; "));
  }

  /** Draws what is on the images that are shown now. */
  draw(): void {
    for (const pane of this.panes()) {
      const { frame, picture } = pane;
      const isThere = this.isShown && frame !== undefined && picture.image !== undefined;
      const all = isThere ? this.on(frame) : [];
      if (all.length > 0 || this.layers.has(pane)) {
        this.layerOf(pane).show(all, ([x, y]) => picture.canvasAt([x, y]));
      }
    }
  }

  forget(): void {
    this.regions.clear();
    this.asked.clear();
    this.draw();
  }

  private on(frame: Frame): OnImage[] {
    return onImage(this.regions.get(frame.series.study) ?? [], frame);
  }

  private layerOf(pane: Pane): ReportedLayer {
    const layer = this.layers.get(pane) ?? new ReportedLayer();
    if (!this.layers.has(pane)) {
      this.layers.set(pane, layer);
      pane.crossLines.element.after(layer.element);
    }
    return layer;
  }
}
