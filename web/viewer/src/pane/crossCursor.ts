import type { Types } from "@cornerstonejs/core";
import { el } from "sallyport-common/dom";

/** A cross on an image, where the next point is set by keys, or where a pen hovers. */
export class CrossCursor {
  private readonly element = el("div", { class: "pane__cross", "aria-hidden": "true" });

  /** Shows it at a place of a view, in CSS pixels. */
  place(view: HTMLElement, [x, y]: Types.Point2): void {
    const { element } = this;
    if (element.parentElement !== view) {
      view.append(element);
    }
    element.style.left = `${x}px`;
    element.style.top = `${y}px`;
  }

  hide(): void {
    this.element.remove();
  }
}
