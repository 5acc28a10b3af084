import { el } from "sallyport-common/dom";

/** Says that a measurement could not be saved, until all are. */
export class Unsaved {
  readonly element = el("p", {
    class: "viewer__offline viewer__unsaved",
    role: "alert",
    hidden: true,
  });

  show(words: string): void {
    this.element.textContent = words;
    this.element.hidden = false;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
