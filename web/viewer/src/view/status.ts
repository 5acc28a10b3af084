import { el } from "sallyport-common/dom";

const DEBOUNCE_MILLIS = 400;
const SHOWN_MILLIS = 5000;

/** A live region. Of sentences that follow each other quickly, only the last is announced. */
export class Status {
  readonly element = el("p", { class: "hidden-visually", role: "status" });
  /** The same for the eye, of what a command answers. */
  readonly shown = el("p", { class: "viewer__said", "aria-hidden": "true", hidden: true });
  private timer: number | undefined;
  private hides: number | undefined;

  readonly say = (words: string): void => {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.element.textContent = words;
    }, DEBOUNCE_MILLIS);
  };

  /** Says what came of a command, and shows it for a while. */
  readonly tell = (words: string): void => {
    this.say(words);
    this.shown.textContent = words;
    this.shown.hidden = false;
    clearTimeout(this.hides);
    this.hides = window.setTimeout(() => {
      this.shown.hidden = true;
    }, SHOWN_MILLIS);
  };
}
