import type { Archive, SeriesEntry } from "../dicomweb/archive";
import { isEcg } from "../images/ecg";
import { loadSeries } from "../images/loadedSeries";
import type { PageData } from "../page";
import type { EcgPane } from "../pane/ecgPane";
import type { Pane } from "../pane/pane";
import { wordsOf } from "./faults";
import { indexOf, tellOther } from "./opening";

/** Opens series in panes, the last one that was asked for. */
export class Opener {
  private opening: AbortController | undefined;

  constructor(
    private readonly archive: Archive,
    private readonly page: PageData,
    private readonly ecg: EcgPane,
  ) {}

  /**
   * Opens a series and says what it is, or why it cannot be opened.
   *
   * @param frame of the object, from 1
   */
  async open(pane: Pane, entry: SeriesEntry, object: string, frame: number): Promise<void> {
    this.stop();
    const opening = new AbortController();
    this.opening = opening;
    this.ecg.hide(pane);
    pane.leave();
    pane.begins();
    try {
      const series = await loadSeries(this.archive, entry, opening.signal);
      const [other] = series.others;
      await pane.show(series, indexOf(series, object, frame));
      if (series.frames.length === 0 && other !== undefined && isEcg(other.attributes)) {
        await this.ecg.show(pane, series, other);
      } else if (series.frames.length === 0) {
        tellOther(pane, series, this.page);
      }
    } catch (fault) {
      if (!opening.signal.aborted) {
        pane.tell(wordsOf(fault));
      }
    }
  }

  stop(): void {
    this.opening?.abort();
  }
}
