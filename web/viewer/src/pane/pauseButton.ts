import { el } from "sallyport-common/dom";
import { text } from "../messages";

/** Stops what plays, on the image itself: it can play without having been asked to (WCAG 2.2.2). */
export class PauseButton {
  readonly element = el("button", { type: "button", class: "pane__pause", hidden: true });

  constructor(pause: () => void) {
    this.element.textContent = text("viewer.pane.pause");
    this.element.addEventListener("click", pause);
  }

  /** A button that has the focus gives it to the pane when it is hidden. */
  show(isPlaying: boolean): void {
    const { element } = this;
    const hadFocus = element === document.activeElement;
    element.hidden = !isPlaying;
    if (hadFocus && !isPlaying) {
      element.closest<HTMLElement>(".pane")?.focus();
    }
  }
}
