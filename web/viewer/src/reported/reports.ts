import type { Archive, SeriesEntry } from "../dicomweb/archive";
import type { Attributes } from "../dicomweb/attributes";
import type { Frame } from "../images/loadedSeries";
import { listed, text } from "../messages";
import type { Pane } from "../pane/pane";
import { type Region, regionsOf } from "./content";
import { roisOf } from "./contours";
import { ReportedLayer } from "./layer";
import { type OnImage, onImage } from "./onImage";

const REPORTS = "SR";
const STRUCTURE_SETS = "RTSTRUCT";
/** The newest series of reports, and of structure sets, of a study. */
const MAX_SERIES = 20;

/**
 * What structured reports measured on the images that panes show, and the contours of structure
 * sets, drawn over them.
 */
export class Reports {
  private readonly regions = new Map<string, readonly Region[]>();
  private readonly asked = new Set<string>();
  private readonly layers = new WeakMap<Pane, ReportedLayer>();
  /** What is on images that were shown. */
  private readonly known = new Map<string, OnImage[]>();
  isShown = true;
  areContoursShown = true;

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
      const all = await this.archive.series(study);
      const of = (modality: string) =>
        all.filter((it) => it.modality === modality).slice(-MAX_SERIES);
      const found = await Promise.all([
        ...of(REPORTS).map((it) => this.read(it, regionsOf)),
        ...of(STRUCTURE_SETS).map((it) => this.read(it, contoursOf)),
      ]);
      if (this.asked.has(study) && found.flat().length > 0) {
        this.regions.set(study, found.flat());
        this.known.clear();
        this.changed();
      }
    } catch {
      this.asked.delete(study);
    }
  }

  /** An object that cannot be read is said to be so where it is opened. */
  private async read(
    series: SeriesEntry,
    regions: (object: Attributes) => Region[],
  ): Promise<Region[]> {
    const objects = await this.archive.objects(series);
    return objects.flatMap((it) => {
      try {
        return regions(it);
      } catch {
        return [];
      }
    });
  }

  /** What reports say of an image, and the contours on it, in words; none for nothing. */
  about(frame: Frame): string[] {
    const all = this.on(frame);
    const said = (it: readonly OnImage[]) => [...new Set(it.map(words))].join("; ");
    const [contours, reported] = [all.filter(isContour), all.filter((it) => !isContour(it))];
    return [
      reported.length === 0 ? "" : text("viewer.reported.about", said(reported)),
      contours.length === 0 ? "" : text("viewer.contours.about", said(contours)),
    ].filter((it) => it !== "");
  }

  /** Draws what is on the images that are shown now. */
  draw(): void {
    for (const pane of this.panes()) {
      const { frame, picture } = pane;
      const isThere = frame !== undefined && picture.image !== undefined;
      const all = (isThere ? this.on(frame) : []).filter((it) =>
        isContour(it) ? this.areContoursShown : this.isShown,
      );
      if (all.length > 0 || this.layers.has(pane)) {
        this.layerOf(pane).show(all, ([x, y]) => picture.canvasAt([x, y]));
      }
    }
  }

  forget(): void {
    this.regions.clear();
    this.known.clear();
    this.asked.clear();
    this.draw();
  }

  /** What is not drawn is said first. */
  private on(frame: Frame): OnImage[] {
    const regions = this.regions.get(frame.series.study);
    if (regions === undefined) {
      return [];
    }
    const known = this.known.get(frame.imageId);
    if (known !== undefined) {
      return known;
    }
    const found = onImage(regions, frame).sort((a, b) => Number(!!a.drawn) - Number(!!b.drawn));
    this.known.set(frame.imageId, found);
    return found;
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

function isContour({ colour }: OnImage): boolean {
  return colour !== undefined;
}

function words({ words: said, drawn }: OnImage): string {
  const joined = listed(said);
  return drawn === undefined ? text("viewer.reported.not-drawn", joined) : joined;
}

function contoursOf(set: Attributes): Region[] {
  return roisOf(set).flatMap(({ contours }) => contours);
}
