import { type ECGViewport, Enums, type RenderingEngine } from "@cornerstonejs/core";
import type { Archive } from "../dicomweb/archive";
import { el } from "../dom";
import { readEcg } from "../images/ecg";
import type { LoadedSeries, OtherObject } from "../images/loadedSeries";
import { Refusal } from "../images/refusals";
import { text } from "../messages";
import type { Pane } from "./pane";

/** The library's viewport of an ECG, laid over a pane. */
export class EcgPane {
  private readonly shown = new Map<Pane, HTMLElement>();

  constructor(
    private readonly archive: Archive,
    private readonly engine: RenderingEngine,
    private readonly file: (study: string, object: string) => string,
  ) {}

  async show(pane: Pane, series: LoadedSeries, other: OtherObject): Promise<void> {
    const path = this.archive.object(series.entry, other.object);
    const imageId = `ecg:${path}`;
    try {
      await readEcg(this.archive, imageId, other.attributes);
    } catch (fault) {
      const broken = fault instanceof Refusal && fault.reason === "broken";
      const words = text(broken ? "viewer.trouble.broken" : "viewer.trouble.values");
      pane.tell(words, undefined, this.file(series.entry.study, other.object));
      return;
    }
    const view = el("div", { class: "pane__ecg" });
    pane.element.prepend(view);
    this.shown.set(pane, view);
    const viewportId = idOf(pane);
    this.engine.enableElement({ viewportId, type: Enums.ViewportType.ECG, element: view });
    await (this.engine.getViewport(viewportId) as unknown as ECGViewport).setEcg(imageId);
    pane.showsOther(other.attributes, text("viewer.ecg.about", series.entry.description));
  }

  hide(pane: Pane): void {
    const view = this.shown.get(pane);
    if (view !== undefined) {
      this.engine.disableElement(idOf(pane));
      view.remove();
      this.shown.delete(pane);
    }
  }
}

function idOf(pane: Pane): string {
  return `ecg-${pane.number}`;
}
