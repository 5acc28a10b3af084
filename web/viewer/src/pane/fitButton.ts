import { el } from "sallyport-common/dom";
import { text } from "../messages";
import type { Placement } from "./placement";

/** The way back on the image itself, where it is enlarged or moved: on a phone no other is seen. */
export class FitButton {
  readonly element = el("button", { type: "button", class: "pane__fit", hidden: true });

  /** @param placement of what is shown now */
  constructor(private readonly placement: () => Placement) {
    this.element.textContent = text("viewer.pane.fit");
    this.element.addEventListener("click", () => {
      this.placement().fit();
      this.show();
    });
  }

  /** Shows the button if there is a way to go. */
  show(): void {
    this.element.hidden = this.placement().isFit;
  }

  hide(): void {
    this.element.hidden = true;
  }
}
