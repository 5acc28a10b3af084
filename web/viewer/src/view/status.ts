import { el } from "sallyport-common/dom";

const DEBOUNCE_MILLIS = 400;

/** A live region. Of sentences that follow each other quickly, only the last is announced. */
export class Status {
  readonly element = el("p", { class: "hidden-visually", role: "status" });
  private timer: number | undefined;

  readonly say = (words: string): void => {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => {
      this.element.textContent = words;
    }, DEBOUNCE_MILLIS);
  };
}
