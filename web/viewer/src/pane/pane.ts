import type { Types } from "@cornerstonejs/core";
import { el } from "sallyport-common/dom";
import type { SeriesEntry } from "../dicomweb/archive";
import type { Received } from "../dicomweb/receiving";
import type { Frame, LoadedSeries, OtherObject } from "../images/loadedSeries";
import { Prefetch } from "../images/prefetch";
import { plainIdOf, refusalOf } from "../images/loader";
import type { Reason } from "../images/refusals";
import type { PresentationState } from "../images/states/state";
import { text } from "../messages";
import type { Stepped } from "./adjusted";
import { mayHaveWords } from "./burnedIn";
import { CrossLines } from "./crossLines";
import { FitButton } from "./fitButton";
import { type Choice, ObjectBar } from "./objectBar";
import { Overlay } from "./overlay";
import { type Listener, Picture } from "./picture";
import { PauseButton } from "./pauseButton";
import type { Placement } from "./placement";
import { ProgressBar } from "./progressBar";
import { Readout } from "./readout";
import { SavedBar } from "./savedBar";
import { SavedView } from "./savedView";
import type { Surroundings } from "./surroundings";
import { type Offer, Trouble, isTransient } from "./trouble";
import { Waiting } from "./waiting";
import { savedName, selectionLine, selectionWords, seriesName, viewLine } from "./words";

/** Why an image cannot be shown with a saved view, although it can be shown as acquired. */
const REASONS_OF_VIEW: readonly Reason[] = ["broken", "presentation", "missing"];
/** How far a step moves what is not a stack of images. */
const STEP_PIXELS = 40;

/** A pane: an image, the text on it, and what is said in its place if there is none. */
export class Pane implements Listener, Stepped {
  readonly element: HTMLElement;
  readonly picture: Picture;
  /** The series that was asked for, also before it is loaded and if it cannot be. */
  asked: SeriesEntry | undefined;
  series: LoadedSeries | undefined;
  /** The object that is not shown as images; undefined if images are shown. */
  other: OtherObject | undefined;
  /** What the images of other panes have to do with the one that is shown. */
  readonly crossLines = new CrossLines();
  private readonly overlay: Overlay;
  private readonly readout: Readout;
  private readonly trouble = new Trouble();
  private readonly waiting = new Waiting();
  private readonly progress = new ProgressBar();
  private readonly bar: ObjectBar;
  private readonly fits: FitButton;
  private readonly pause: PauseButton;
  private readonly saved: SavedView;
  private readonly savedBar: SavedBar;
  /** What was said of the saved view last. */
  private savedSaid = "";
  private prefetch: Prefetch | undefined;
  private firstShown = false;
  /** The image that is shown; undefined if none is. */
  private shown: string | undefined;
  /** How what is laid over the images is placed; undefined if nothing is. */
  private over: Placement | undefined;
  /** Loads again what could not be loaded; undefined if another try would not help. */
  private retry: (() => void) | undefined;

  constructor(
    readonly number: number,
    private readonly around: Surroundings,
  ) {
    this.overlay = new Overlay(around.notice);
    this.bar = new ObjectBar(number);
    const view = el("div", { class: "pane__view" });
    this.element = el(
      "section",
      { class: "pane", tabindex: "0", "aria-label": text("viewer.pane.name", number) },
      view,
      this.crossLines.element,
      this.overlay.element,
      this.waiting.element,
      this.trouble.element,
      this.progress.element,
      this.bar.element,
    );
    view.addEventListener("contextmenu", (event) => event.preventDefault());
    view.addEventListener("pointermove", (event) => this.point([event.offsetX, event.offsetY]));
    view.addEventListener("pointerleave", () => this.describe());
    document.querySelector("[data-panes]")?.append(this.element);
    this.picture = new Picture(around.engine, `pane-${number}`, view, this);
    this.saved = new SavedView(around.archive, this.picture);
    this.savedBar = new SavedBar(number, (view) => this.chooseSaved(view));
    view.after(this.saved.drawing.element);
    this.bar.element.before(this.savedBar.element);
    this.readout = new Readout(this.picture, this.overlay);
    this.fits = new FitButton(() => this.placement);
    this.pause = new PauseButton(around.pause);
    this.element.append(this.pause.element, this.fits.element);
  }

  /** The image that is asked for or shown, with its attributes as it is shown. */
  get frame(): Frame | undefined {
    const frame = this.plain;
    return frame && this.saved.isOn
      ? { ...frame, attributes: this.saved.attributesOf(frame) }
      : frame;
  }

  private get plain(): Frame | undefined {
    return this.series?.frames[this.picture.index];
  }

  /** How what is shown is placed. */
  get placement(): Placement {
    return this.over ?? this.picture.presentation.placement;
  }

  /** Something else than images is placed in the pane, or it no longer is. */
  places(over: Placement | undefined): void {
    this.over = over;
    this.fits.hide();
  }

  /**
   * Shows a series from one of its frames on.
   *
   * @param choices the series' images and its other objects, if it has some
   * @param state the saved view to show them with; undefined to show them as acquired
   */
  async show(
    series: LoadedSeries,
    index: number,
    choices: readonly Choice[],
    state?: PresentationState,
  ): Promise<void> {
    this.leave();
    this.series = series;
    if (state !== undefined) {
      this.saved.knows([state]);
      this.saved.choose(state);
    }
    this.offer(choices, selectionWords(series));
    this.makeRoom(mayHaveWords(series.frames[index]?.attributes ?? {}));
    await this.showStack(series, index);
  }

  private async showStack(series: LoadedSeries, index: number): Promise<void> {
    const ids = this.saved.idsOf(series.frames);
    await this.picture.show(ids, index, series.selection === undefined);
  }

  /** Offers the saved views that refer to images of the pane. */
  knowsSaved(states: readonly PresentationState[]): void {
    this.saved.knows(states);
    this.describe();
  }

  /** The UID of the saved view that is chosen; empty if images are shown as acquired. */
  get savedView(): string {
    return this.saved.uid;
  }

  /** Goes on to the next saved view of the image, and after the last one to none; says if there is none. */
  nextSaved(): void {
    const { plain } = this;
    const count = plain ? this.saved.offeredFor(plain).length : 0;
    if (plain === undefined || count === 0) {
      this.around.say(text("viewer.saved.no"));
    } else {
      this.chooseSaved((this.saved.numberFor(plain) + 1) % (count + 1));
    }
  }

  /** Places the image as its saved view says, if it is shown with one. */
  placeSaved(): void {
    if (this.plain !== undefined) {
      this.saved.place(this.plain, true);
    }
  }

  /** @param number of those that are offered for the image, from 1; 0 to show it as acquired */
  private chooseSaved(number: number): void {
    const { plain, series } = this;
    if (plain !== undefined && series !== undefined) {
      this.saved.choose(this.saved.offeredFor(plain)[number - 1]);
      this.restack(series);
    }
  }

  private restack(series: LoadedSeries): void {
    this.describe();
    void this.showStack(series, this.picture.index);
  }

  /**
   * Takes a series of which an object is not shown as images.
   *
   * @param choices the series' objects, and its images, if it has some
   */
  holds(series: LoadedSeries, other: OtherObject | undefined, choices: readonly Choice[]): void {
    this.leave();
    this.series = { ...series, frames: [] };
    this.other = other;
    this.offer(choices);
  }

  /** Ends all that belongs to a series that is no longer looked at. */
  leave(): void {
    this.series = undefined;
    this.other = undefined;
    this.picture.leave();
    this.prefetch?.stop();
    this.prefetch = undefined;
    this.firstShown = false;
    this.progress.set(1, 1);
    this.overlay.clear();
    this.trouble.hide();
    this.fits.hide();
    this.saved.leave();
    this.savedSaid = "";
    this.offerSaved([], 0, "");
    this.offer([]);
  }

  step(by: number): void {
    this.over?.move(0, -by * STEP_PIXELS);
    this.goTo(this.picture.index + by);
  }

  end(last: boolean): void {
    this.goTo(last ? Number.MAX_SAFE_INTEGER : 0);
  }

  goTo(index: number): void {
    const last = (this.series?.frames.length ?? 0) - 1;
    const within = Math.max(0, Math.min(last, index));
    if (last >= 0 && within !== this.picture.index) {
      void this.picture.goTo(within);
    }
  }

  /** Says that a series cannot be shown as images. What was drawn before is hidden. */
  tell(words: string, offers: readonly Offer[] = [], file?: string): void {
    this.settle();
    this.element.classList.add("is-refused");
    this.trouble.tell(words, offers, file);
    this.around.say(words);
  }

  /**
   * Says that a series could not be loaded.
   *
   * @param again loads it again
   */
  fails(words: string, again: () => void): void {
    this.tell(words, [{ words: text("viewer.trouble.again"), act: again }]);
    this.retry = again;
  }

  /** Loads again what could not be loaded when there was no network. */
  recover(): void {
    this.retry?.();
    this.prefetch?.resume();
  }

  /** How much has come of what is asked for. */
  readonly receives = (received: Received): void => this.waiting.tell(received);

  /** Something else than a stack of images is shown. */
  showsOther(other: OtherObject, ...words: string[]): void {
    this.settle();
    this.trouble.hide();
    this.overlay.describe(other.attributes);
    this.makeRoom(true);
    this.overlay.image(...words);
    this.around.say(words.filter((it) => it !== "").join(". "));
    this.element.classList.add("is-other");
  }

  /** Says how large something else than a stack of images is drawn. */
  showsScale(words: string): void {
    this.overlay.view(words);
    this.fits.show();
  }

  /** The images are played, or no longer are. */
  plays(isPlaying: boolean): void {
    this.pause.show(isPlaying);
  }

  remove(): void {
    this.leave();
    this.picture.remove();
    this.element.remove();
  }

  begins(): void {
    this.retry = undefined;
    this.trouble.hide();
    this.element.classList.add("is-loading");
    this.element.classList.remove("is-refused", "is-other");
    this.shown = undefined;
    this.waiting.begin();
    this.changes();
  }

  shows(imageId: string): void {
    if (this.shown === imageId) {
      this.saved.draw(this.plain);
      return;
    }
    this.settle();
    this.shown = imageId;
    if (this.plain !== undefined) {
      this.saved.place(this.plain);
    }
    this.changes();
    const about = this.firstShown ? [] : this.about();
    this.around.say([this.place(), ...about, ...this.aboutSaved()].join(". "));
    this.around.changed();
    if (!this.firstShown) {
      this.firstShown = true;
      this.loadAhead();
    }
  }

  refuses(imageId: string, reason: Reason): void {
    this.settle();
    this.element.classList.add("is-refused");
    const { frame, series } = this;
    if (frame === undefined || series === undefined) {
      return;
    }
    if (this.isRefusedView(imageId)) {
      this.saved.choose(undefined, text("viewer.saved.undrawn", text("viewer.saved.has.broken")));
      this.restack(series);
      return;
    }
    const { archive, file } = this.around;
    const refused = {
      path: archive.object(frame.series, frame.object),
      number: frame.number,
      file: file(frame.series.study, frame.object),
    };
    const again = () => {
      this.saved.unplace();
      void this.picture.again();
    };
    const words = this.trouble.refuse(reason, refused, again);
    this.retry = isTransient(reason) ? again : undefined;
    this.changes();
    this.around.say(`${this.place()}. ${words}`);
    this.around.changed();
  }

  /** Whether an image can be shown as acquired, but not with its saved view. */
  private isRefusedView(imageId: string): boolean {
    const reason = this.saved.isOf(imageId) ? refusalOf(imageId)?.reason : undefined;
    const isOfView = reason !== undefined && REASONS_OF_VIEW.includes(reason);
    return isOfView && refusalOf(plainIdOf(imageId)) === undefined;
  }

  changes(): void {
    this.describe();
    this.saved.draw(this.shown === undefined ? undefined : this.plain);
    this.around.moved();
  }

  /** Says what is shown, and how. */
  private describe(): void {
    const { frame, series } = this;
    if (frame === undefined || series === undefined) {
      return;
    }
    const { number, description } = frame.series;
    this.overlay.describe(frame.attributes);
    this.makeRoom(mayHaveWords(frame.attributes));
    const view = viewLine(frame.attributes);
    const place = text("viewer.overlay.place", frame.place, frame.count);
    const ofSelection = selectionLine(series, this.picture.index);
    const plain = this.plain ?? frame;
    const ofView = this.saved.lineFor(plain);
    const reported = this.around.reported(plain);
    const name = seriesName(number, description);
    this.overlay.image(name, view, place, ofSelection, ofView, ...reported);
    this.offerSaved(
      this.saved.offeredFor(plain).map(savedName),
      this.saved.numberFor(plain),
      this.saved.wordsFor(plain),
    );
    this.readout.show(frame);
    this.fits.show();
  }

  /** The text stands beside images that may have words of their own, not over them. */
  private makeRoom(isBeside: boolean): void {
    const { classList } = this.element;
    if (classList.contains("is-beside") !== isBeside) {
      classList.toggle("is-beside", isBeside);
      this.around.engine.resize(true, true);
    }
  }

  /** Offers the other objects of the series below what is shown, which gets less room then. */
  private offer(choices: readonly Choice[], words: readonly string[] = []): void {
    if (this.bar.offer(choices, words)) {
      this.around.engine.resize(true, true);
    }
  }

  private offerSaved(names: readonly string[], shown: number, words: string): void {
    if (this.savedBar.offer(names, shown, words)) {
      this.around.engine.resize(true, true);
    }
  }

  private point(place: Types.Point2): void {
    this.describe();
    if (this.frame !== undefined) {
      this.readout.point(this.frame, place);
    }
  }

  private settle(): void {
    this.retry = undefined;
    this.waiting.end();
    this.element.classList.remove("is-loading");
  }

  private loadAhead(): void {
    const frames = this.series?.frames ?? [];
    this.prefetch = new Prefetch(frames, this.picture.index, (done, all) =>
      this.progress.set(done, all),
    );
  }

  /** Which image is shown. */
  private place(): string {
    const { frame, series } = this;
    if (frame === undefined || series === undefined) {
      return "";
    }
    const place = text("viewer.overlay.place", frame.place, frame.count);
    const said = [selectionLine(series, this.picture.index), place, ...this.around.reported(frame)];
    return said.filter((it) => it !== "").join(". ");
  }

  /** Which saved view is on, if that has changed, and what is to be said of it. */
  private aboutSaved(): string[] {
    const { plain } = this;
    const line = plain ? this.saved.lineFor(plain) : "";
    const words = plain ? this.saved.wordsFor(plain) : "";
    const before = this.savedSaid;
    this.savedSaid = line;
    const changed = line === before ? "" : line || text("viewer.saved.acquired");
    return [changed, words].filter((it) => it !== "");
  }

  /** What is said of a selection when it is opened. */
  private about(): string[] {
    const { series } = this;
    const words = series === undefined ? [] : selectionWords(series);
    return series?.selection?.isSavedView ? words : words.slice(1);
  }
}

/** Whether a pane shows an image in greys, which has a window. */
export function hasGreys({ picture }: Pane): boolean {
  return picture.image !== undefined && !picture.image.color;
}
