import { el } from "sallyport-common/dom";
import { text } from "../messages";

/** Says that there is no network, and has what failed loaded again when there is. */
export class Offline {
  readonly element = el("p", { class: "viewer__offline", role: "alert", hidden: true });

  /** @param back is told when the network is back */
  constructor(back: () => void) {
    addEventListener("offline", () => this.show());
    addEventListener("online", () => {
      this.element.hidden = true;
      back();
    });
    if (!navigator.onLine) {
      this.show();
    }
  }

  private show(): void {
    this.element.textContent = text("viewer.offline");
    this.element.hidden = false;
  }
}
