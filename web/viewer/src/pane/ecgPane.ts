import type { Archive } from "../dicomweb/archive";
import { decimal } from "sallyport-common/language";
import { type Recording, readEcg } from "../images/ecg";
import { paperOf } from "../images/ecgPaper";
import type { LoadedSeries, OtherObject } from "../images/loadedSeries";
import { Refusal } from "../images/refusals";
import { listed, text } from "../messages";
import { EcgView } from "./ecgView";
import { holdWithFingers } from "./fingers";
import type { Pane } from "./pane";

/** ECGs, laid over panes. */
export class EcgPane {
  private readonly shown = new Map<Pane, EcgView>();

  constructor(
    private readonly archive: Archive,
    private readonly file: (study: string, object: string) => string,
  ) {}

  /** @param signal ends when something else is opened in the pane */
  async show(
    pane: Pane,
    series: LoadedSeries,
    other: OtherObject,
    signal: AbortSignal,
  ): Promise<void> {
    try {
      const recordings = await readEcg(this.archive, other.attributes, signal);
      signal.throwIfAborted();
      this.draw(pane, recordings, signal);
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
    pane.showsOther(other, ...wordsOf(series, other));
  }

  hide(pane: Pane): void {
    this.shown.get(pane)?.remove();
    this.shown.delete(pane);
    pane.places(undefined);
  }

  private draw(pane: Pane, recordings: readonly Recording[], signal: AbortSignal): void {
    const view = new EcgView(paperOf(recordings), nameOf(recordings), () => {
      pane.showsScale(text("viewer.ecg.box"));
    });
    this.shown.set(pane, view);
    pane.element.prepend(view.element);
    pane.places(view);
    holdWithFingers(view.element, view, () => undefined, signal);
  }
}

/** What is drawn, for those who do not see it. */
function nameOf(recordings: readonly Recording[]): string {
  const parts = recordings.map(({ leads, frequency }) => {
    const samples = Math.max(0, ...leads.map(({ microvolts }) => microvolts.length));
    return text("viewer.ecg.name", leads.length, decimal((samples / frequency).toFixed(1)));
  });
  return listed(parts);
}

/** What is drawn of the series. */
function wordsOf({ entry, others }: LoadedSeries, other: OtherObject): string[] {
  return [
    text("viewer.ecg.about", entry.description),
    others.length > 1 ? text("viewer.other.further", others.indexOf(other) + 1, others.length) : "",
  ];
}
