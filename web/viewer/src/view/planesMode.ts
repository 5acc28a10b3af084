import { el } from "sallyport-common/dom";
import type { LoadedSeries } from "../images/loadedSeries";
import { Refusal } from "../images/refusals";
import { type PlainKey, text } from "../messages";
import type { Pane } from "../pane/pane";
import { troubleWords } from "../pane/trouble";
import type { Planes, PlanesPlace } from "../planes/planes";
import { type Unsuitable, whyNoVolume } from "../planes/suitability";

const MESSAGE_KEYS: Readonly<Record<Unsuitable, PlainKey>> = {
  modality: "viewer.planes.why.modality",
  few: "viewer.planes.why.few",
  patients: "viewer.planes.why.patients",
  colour: "viewer.planes.why.colour",
  presentation: "viewer.planes.why.presentation",
  position: "viewer.planes.why.position",
  orientation: "viewer.planes.why.orientation",
  spacing: "viewer.planes.why.spacing",
  large: "viewer.planes.why.large",
};

/** The reconstructions of a series, laid over the panes while they are shown. */
export class PlanesMode {
  readonly element = el("div", { class: "planes", hidden: true });
  private readonly progress = el("p", { class: "planes__progress" });
  private readonly words = el("p", {});
  private readonly dialog: HTMLDialogElement;
  private readonly known = new WeakMap<LoadedSeries, Unsuitable | "none">();
  private planes: Planes | undefined;
  private opening: AbortController | undefined;
  private pane: Pane | undefined;

  /**
   * @param covered is told whether the panes below are covered
   */
  constructor(
    private readonly place: Omit<PlanesPlace, "element">,
    private readonly covered: (isCovered: boolean) => void,
  ) {
    this.dialog = this.explanation();
  }

  /** What is shown; undefined if no reconstructions are. */
  get shown(): Planes | undefined {
    return this.planes;
  }

  get isOn(): boolean {
    return this.opening !== undefined;
  }

  /** Why there are no reconstructions of what a pane shows; undefined if there are. */
  why({ series }: Pane): string | undefined {
    if (series?.selection !== undefined) {
      return text("viewer.planes.why.selection");
    }
    const known = series && this.known.get(series);
    const why = known ?? whyNoVolume(series?.frames.map(({ attributes }) => attributes) ?? []);
    if (series !== undefined) {
      this.known.set(series, why ?? "none");
    }
    return why === undefined || why === "none" ? undefined : text(MESSAGE_KEYS[why]);
  }

  /** Shows the reconstructions of what a pane shows, says why there are none, or leaves them. */
  async toggle(pane: Pane): Promise<void> {
    if (this.isOn) {
      this.close();
      return;
    }
    const why = this.why(pane);
    if (why === undefined) {
      await this.open(pane);
    } else {
      this.explain(why);
    }
  }

  /** Leaves the reconstructions; the images get the window that was chosen in them. */
  close(): void {
    const { planes, pane } = this;
    if (!this.isOn) {
      return;
    }
    this.opening?.abort();
    this.opening = undefined;
    this.planes = undefined;
    if (planes !== undefined && pane !== undefined) {
      pane.picture.presentation.window = planes.window;
    }
    planes?.close();
    this.element.hidden = true;
    this.element.replaceChildren();
    this.covered(false);
    pane?.element.focus();
  }

  private async open(pane: Pane): Promise<void> {
    const { series } = pane;
    const opening = new AbortController();
    this.opening = opening;
    this.pane = pane;
    this.element.replaceChildren(this.progress, this.dialog);
    this.element.hidden = false;
    this.tell(0, series?.frames.length ?? 0);
    this.covered(true);
    try {
      const { Planes } = await import("../planes/planes");
      opening.signal.throwIfAborted();
      if (series !== undefined) {
        const place = { ...this.place, element: this.element };
        const tell = (done: number, all: number) => this.tell(done, all);
        const { window } = pane.picture.presentation;
        const planes = await Planes.open(series, window, place, tell, opening.signal);
        this.settle(planes, opening.signal);
      }
    } catch (fault) {
      if (!opening.signal.aborted) {
        this.close();
        this.explain(troubleWords(fault instanceof Refusal ? fault.reason : "undecodable"));
      }
    }
  }

  private settle(planes: Planes, signal: AbortSignal): void {
    if (signal.aborted) {
      planes.close();
      return;
    }
    this.planes = planes;
    this.progress.remove();
    planes.focus();
    this.place.say(text("viewer.planes.shown"));
    this.covered(true);
  }

  private tell(done: number, all: number): void {
    this.progress.textContent = text("viewer.planes.loading", done, all);
  }

  private explain(why: string): void {
    this.words.textContent = why;
    document.body.append(this.dialog);
    this.dialog.showModal();
  }

  private explanation(): HTMLDialogElement {
    const close = el("button", { type: "button", class: "button" }, text("viewer.help.close"));
    const title = el("h2", { id: "planes-title" }, text("viewer.planes.none"));
    const dialog = el(
      "dialog",
      { class: "help", "aria-labelledby": "planes-title" },
      title,
      this.words,
      close,
    );
    close.addEventListener("click", () => dialog.close());
    return dialog;
  }
}
