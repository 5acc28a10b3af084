import { el } from "sallyport-common/dom";
import { text } from "../messages";

/** How much of a series is loaded; hidden when all is. */
export class ProgressBar {
  readonly element = el("progress", {
    class: "pane__progress",
    "aria-label": text("viewer.pane.progress"),
    hidden: true,
  });

  set(done: number, all: number): void {
    this.element.max = Math.max(1, all);
    this.element.value = done;
    this.element.hidden = done >= all;
  }
}
