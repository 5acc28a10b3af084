import { el } from "sallyport-common/dom";
import { uncheckedMarks } from "../measurements/mark";
import { text } from "../messages";

/** Says that measurements of the reader may be in wrong places, until all were looked at. */
export class UncheckedNotice {
  readonly element: HTMLElement;
  private isClosed = false;

  /** @param confirms the measurement that is selected */
  constructor(confirms: () => void) {
    const confirm = el("button", { class: "button", type: "button" }, text("viewer.marks.confirm"));
    const close = el("button", { class: "button", type: "button" }, text("viewer.help.close"));
    confirm.addEventListener("click", confirms);
    close.addEventListener("click", () => {
      this.isClosed = true;
      this.show();
    });
    this.element = el(
      "div",
      { class: "viewer__offline viewer__unchecked", role: "status", hidden: true },
      el("p", {}, text("viewer.marks.check")),
      confirm,
      close,
    );
  }

  show(): void {
    this.element.hidden = this.isClosed || uncheckedMarks().length === 0;
  }
}
