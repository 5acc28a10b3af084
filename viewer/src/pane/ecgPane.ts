import { type ECGViewport, Enums, type RenderingEngine } from "@cornerstonejs/core";
import type { Archive } from "../dicomweb/archive";
import { el } from "../dom";
import { readEcg } from "../images/ecg";
import type { LoadedSeries, OtherObject } from "../images/loadedSeries";
import { Refusal } from "../images/refusals";
import { largeBox, recordingsOf } from "../images/waveform";
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

  /** @param signal ends when something else is opened in the pane */
  async show(
    pane: Pane,
    series: LoadedSeries,
    other: OtherObject,
    signal: AbortSignal,
  ): Promise<void> {
    const imageId = `ecg:${this.archive.object(series.entry, other.object)}`;
    try {
      await readEcg(this.archive, imageId, other.attributes, signal);
    } catch (fault) {
      signal.throwIfAborted();
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      const broken = fault.reason === "broken";
      const words = text(broken ? "viewer.trouble.broken" : "viewer.trouble.values");
      pane.tell(words, [], this.file(series.entry.study, other.object));
      return;
    }
    signal.throwIfAborted();
    await this.draw(pane, imageId);
    signal.throwIfAborted();
    pane.showsOther(other, ...wordsOf(series, other));
  }

  hide(pane: Pane): void {
    const view = this.shown.get(pane);
    if (view !== undefined) {
      this.engine.disableElement(idOf(pane));
      view.remove();
      this.shown.delete(pane);
    }
  }

  /** The library chooses the height of the boxes each time it draws them. */
  private async draw(pane: Pane, imageId: string): Promise<void> {
    const view = el("div", { class: "pane__ecg" });
    pane.element.prepend(view);
    this.shown.set(pane, view);
    const viewportId = idOf(pane);
    this.engine.enableElement({ viewportId, type: Enums.ViewportType.ECG, element: view });
    const viewport = this.engine.getViewport(viewportId) as unknown as ECGViewport;
    view.addEventListener(Enums.Events.IMAGE_RENDERED, () => pane.showsScale(scaleOf(viewport)));
    await viewport.setEcg(imageId);
  }
}

function idOf(pane: Pane): string {
  return `ecg-${pane.number}`;
}

/** What is drawn of the series. */
function wordsOf({ entry, others }: LoadedSeries, other: OtherObject): string[] {
  const recordings = recordingsOf(other.attributes).length;
  return [
    text("viewer.ecg.about", entry.description),
    recordings > 1 ? text("viewer.ecg.first", recordings) : "",
    others.length > 1 ? text("viewer.other.further", others.indexOf(other) + 1, others.length) : "",
  ];
}

/** How large the boxes of the paper are. */
function scaleOf(viewport: ECGViewport): string {
  const { channelScale } = viewport as unknown as { channelScale: number };
  const box = largeBox(channelScale);
  return box === undefined ? "" : text("viewer.ecg.box", box);
}
