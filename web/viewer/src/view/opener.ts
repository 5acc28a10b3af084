import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { isEcg } from "../images/ecg";
import { type LoadedSeries, type OtherObject, loadSeries } from "../images/loadedSeries";
import { loadSelected } from "../images/selectedImages";
import { type Selection, isSelection, selectionIn } from "../images/selection";
import { type PresentationState, asSelection, isState, stateIn } from "../images/states/state";
import { isVideo } from "../images/video";
import { text } from "../messages";
import { type PageData, fileOf, otherStudies } from "../page";
import type { DocumentPane } from "../pane/documentPane";
import type { EcgPane } from "../pane/ecgPane";
import type { Pane } from "../pane/pane";
import type { VideoPane } from "../pane/videoPane";
import { savedName, selectionWords } from "../pane/words";
import { wordsOf } from "./faults";
import { choicesOf, indexOf, otherOf, tellOther } from "./opening";

/** Opens series in panes: in each the last one that was asked for. */
export class Opener {
  private readonly openings = new Map<Pane, AbortController>();

  /** @param opened is told of a pane that shows what was asked for */
  constructor(
    private readonly archive: Archive,
    private readonly page: PageData,
    private readonly ecg: EcgPane,
    private readonly documents: DocumentPane,
    private readonly videos: VideoPane,
    private readonly opened: (pane: Pane) => void,
  ) {}

  /**
   * Opens a series and says what it is, or why it cannot be opened.
   *
   * @param object the one to show first; empty for any
   * @param frame of the object, from 1; of a selection, which of its images
   */
  async open(pane: Pane, entry: SeriesEntry, object: string, frame: number): Promise<void> {
    this.leave(pane);
    const opening = new AbortController();
    const { signal } = opening;
    this.openings.set(pane, opening);
    pane.leave();
    pane.asked = entry;
    pane.begins();
    try {
      const series = await loadSeries(this.archive, entry, signal, pane.receives);
      signal.throwIfAborted();
      const index = indexOf(series, object, frame);
      if (index === undefined) {
        await this.showOther(pane, series, object, frame, signal);
      } else {
        await pane.show(series, index, choicesOf(series, undefined, this.page));
      }
      if (!signal.aborted) {
        this.opened(pane);
      }
    } catch (fault) {
      if (!signal.aborted) {
        pane.fails(wordsOf(fault), () => void this.open(pane, entry, object, frame));
      }
    }
  }

  /** Ends what is opened in a pane. */
  leave(pane: Pane): void {
    this.openings.get(pane)?.abort();
    this.openings.delete(pane);
    this.ecg.hide(pane);
    this.documents.hide(pane);
    this.videos.hide(pane);
  }

  stop(): void {
    this.openings.forEach((opening) => opening.abort());
  }

  private async showOther(
    pane: Pane,
    series: LoadedSeries,
    object: string,
    frame: number,
    signal: AbortSignal,
  ): Promise<void> {
    const other = otherOf(series, object);
    if (other === undefined && object !== "") {
      pane.tell(text("viewer.trouble.missing"));
      return;
    }
    if (other !== undefined && isSelection(other)) {
      const selection = selectionIn(other, series.entry.study);
      await this.showSelected(pane, series, other, selection, frame, signal);
      return;
    }
    if (other !== undefined && isState(other)) {
      const state = stateIn(other, series.entry.study);
      const images = asSelection(state, savedName(state));
      await this.showSelected(pane, series, other, images, frame, signal, state);
      return;
    }
    pane.holds(series, other, choicesOf(series, other, this.page));
    if (other !== undefined && isEcg(other.attributes)) {
      await this.ecg.show(pane, series, other, signal);
    } else if (other !== undefined && this.documents.takes(other)) {
      this.documents.show(pane, series, other);
    } else if (other !== undefined && isVideo(other.attributes)) {
      this.videos.show(pane, series, other, () => {
        void this.open(pane, series.entry, other.object, frame);
      });
    } else {
      tellOther(pane, series, other, this.page);
    }
  }

  /**
   * Shows the images of a selection as a stack, or says why there are none.
   *
   * @param state the saved view to show them with
   */
  private async showSelected(
    pane: Pane,
    series: LoadedSeries,
    other: OtherObject,
    selection: Selection,
    frame: number,
    signal: AbortSignal,
    state?: PresentationState,
  ): Promise<void> {
    const { archive, page } = this;
    const studies = async () => [{ uid: page.study }, ...(await otherStudies(page))];
    const stack = await loadSelected(
      archive,
      series.entry,
      selection,
      studies,
      signal,
      pane.receives,
    );
    signal.throwIfAborted();
    const choices = choicesOf(series, other, page);
    const count = stack.frames.length;
    if (count > 0) {
      await pane.show(stack, Math.min(frame, count) - 1, choices, state);
    } else {
      pane.holds(series, other, choices);
      const file = fileOf(page, series.entry.study, other.object);
      pane.tell(selectionWords(stack).join(" "), [], file);
    }
  }
}
