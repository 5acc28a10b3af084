import { el } from "../dom";
import { text } from "../messages";

const SLOW_MILLIS = 2500;

/** Says in a pane that an image is still loading, if it takes long. */
export class Waiting {
  readonly element = el("p", { class: "pane__loading", hidden: true });
  private slow: number | undefined;

  begin(): void {
    clearTimeout(this.slow);
    this.slow = window.setTimeout(() => {
      this.element.textContent = text("viewer.pane.slow");
      this.element.hidden = false;
    }, SLOW_MILLIS);
  }

  end(): void {
    clearTimeout(this.slow);
    this.element.hidden = true;
  }
}
