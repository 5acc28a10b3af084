import { rateOf, timesOf } from "../images/loadedSeries";
import type { Pane } from "../pane/pane";

const DEFAULT_RATE = 15;
const MILLIS_PER_SECOND = 1000;

/** Images of the heart and of vessels, which are loops if an object has several frames. */
const OF_LOOPS = ["US", "XA"];

/** Plays the images of a pane in a loop, no faster than they are shown. */
export class Cine {
  private timer: number | undefined;
  /** When the image that is shown has been shown long enough, by the clock of the page. */
  private due = 0;
  /** The pane that is played; undefined if none is. */
  playing: Pane | undefined;
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

  /** Whether a pane shows a loop that says how fast it is played. */
  static isLoop(pane: Pane): boolean {
    const { frame } = pane;
    return (
      frame !== undefined &&
      OF_LOOPS.includes(frame.series.modality) &&
      framesOfObject(pane).count > 1 &&
      rateOf(frame.attributes) !== undefined
    );
  }

  toggle(pane: Pane): void {
    if (this.isPlaying) {
      this.stop();
    } else {
      this.start(pane);
    }
  }

  private start(pane: Pane): void {
    this.playing = pane;
    this.due = performance.now();
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
    const now = performance.now();
    const millis = this.millis();
    // What a timer is late by is taken from the next image, unless that would be shown for no time.
    this.due = Math.max(this.due + millis, now);
    this.timer = window.setTimeout(() => {
      const { playing } = this;
      const { from, count } = playing === undefined ? { from: 0, count: 0 } : playedOf(playing);
      if (playing === undefined || count < 2) {
        this.stop();
        return;
      }
      if (playing.picture.image !== undefined) {
        playing.goTo(from + ((playing.picture.index + 1 - from) % count));
      }
      this.next();
    }, this.due - now);
  }

  /** How long the image that is shown is to be shown. */
  private millis(): number {
    const { frame } = this.playing ?? {};
    const own = frame && timesOf(frame.attributes)?.[frame.number - 1];
    const asked = frame && rateOf(frame.attributes);
    return own !== undefined && asked !== undefined
      ? (own * asked) / this.rate
      : MILLIS_PER_SECOND / this.rate;
  }
}

/** Frames of a series that follow each other. */
interface Stretch {
  readonly from: number;
  readonly count: number;
}

/** What is played: the frames of an object that has several, otherwise all of the series. */
function playedOf(pane: Pane): Stretch {
  const ofObject = framesOfObject(pane);
  return ofObject.count > 1 ? ofObject : { from: 0, count: pane.series?.frames.length ?? 0 };
}

/** The frames of the object that is shown; those of a selection need not be one after the other. */
function framesOfObject({ frame, series }: Pane): Stretch {
  const frames = series?.selection === undefined ? (series?.frames ?? []) : [];
  const isOfIt = ({ object }: { readonly object: string }) => object === frame?.object;
  return { from: frames.findIndex(isOfIt), count: frames.filter(isOfIt).length };
}
