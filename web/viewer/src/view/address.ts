import { placeIn } from "../images/loadedSeries";
import type { Pane } from "../pane/pane";

/** Browsers allow few changes of the address in a short time. */
const DEBOUNCE_MILLIS = 400;

/** Writes into the page's address what is looked at, so that a reload shows it again. */
export class Address {
  private timer: number | undefined;

  /** @param study that of the page; the address cannot name series of other ones */
  constructor(private readonly study: string) {}

  follow({ other, picture, series }: Pane): void {
    clearTimeout(this.timer);
    if (series?.entry.study === this.study) {
      const { uid } = series.entry;
      const place = new URLSearchParams({ series: uid });
      const shown = placeIn(series, picture.index);
      if (shown !== undefined) {
        place.set("object", shown.object);
        place.set("frame", String(shown.frame));
      } else if (other !== undefined) {
        place.set("object", other.object);
      }
      this.timer = window.setTimeout(() => {
        history.replaceState(history.state, "", `?${place.toString()}`);
      }, DEBOUNCE_MILLIS);
    }
  }
}
