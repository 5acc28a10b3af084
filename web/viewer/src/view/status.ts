import { el } from "sallyport-common/dom";

const DEBOUNCE_MILLIS = 400;
const SHOWN_MILLIS = 5000;

/**
 * A live region. Of sentences that follow each other quickly, only the last is announced, after the
 * remarks made meanwhile.
 */
export class Status {
  readonly element = el("p", { class: "hidden-visually", role: "status" });
  /** The same for the eye, of what a command answers. */
  readonly shown = el("p", { class: "viewer__said", "aria-hidden": "true", hidden: true });
  private words = "";
  private remarks: string[] = [];
  private timer: number | undefined;
  private hides: number | undefined;

  readonly say = (words: string): void => {
    this.words = words;
    this.announceSoon();
  };

  /** Says something that no other sentence replaces. */
  readonly remark = (words: string): void => {
    this.remarks.push(words);
    this.announceSoon();
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

  private announceSoon(): void {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.element.textContent = [...this.remarks, this.words].filter((it) => it !== "").join(" ");
      this.remarks = [];
      this.words = "";
    }, DEBOUNCE_MILLIS);
  }
}
