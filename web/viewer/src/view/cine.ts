import type { Pane } from "../pane/pane";
import { rateOf } from "../images/loadedSeries";

const DEFAULT_RATE = 15;
const MILLIS_PER_SECOND = 1000;

/** Plays the images of a pane in a loop, no faster than they are shown. */
export class Cine {
  private timer: number | undefined;
  private playing: Pane | undefined;
  rate = DEFAULT_RATE;

  /** @param changed is told when playing begins or ends */
  constructor(private readonly changed: () => void) {}

  get isPlaying(): boolean {
    return this.playing !== undefined;
  }

  /** The rate that an image asks for. */
  static rateOf(pane: Pane): number {
    const attributes = pane.frame?.attributes;
    return (attributes && rateOf(attributes)) ?? DEFAULT_RATE;
  }

  toggle(pane: Pane): void {
    if (this.isPlaying) {
      this.stop();
      return;
    }
    this.playing = pane;
    this.next();
    this.changed();
  }

  stop(): void {
    clearTimeout(this.timer);
    if (this.playing !== undefined) {
      this.playing = undefined;
      this.changed();
    }
  }

  private next(): void {
    this.timer = window.setTimeout(() => {
      const { playing } = this;
      const count = playing?.series?.frames.length ?? 0;
      if (playing === undefined || count < 2) {
        this.stop();
        return;
      }
      if (playing.picture.image !== undefined) {
        playing.goTo((playing.picture.index + 1) % count);
      }
      this.next();
    }, MILLIS_PER_SECOND / this.rate);
  }
}
