import { el, icon } from "sallyport-common/dom";
import { text } from "../messages";

const ID = "viewer-more";
const DOTS =
  "M3.5 10a1 1 0 1 0 2 0 1 1 0 1 0-2 0M9 10a1 1 0 1 0 2 0 1 1 0 1 0-2 0M14.5 10a1 1 0 1 0 2 0 1 1 0 1 0-2 0";

/** The controls that have no place in the toolbar, and the button that shows them. */
export class MoreTools {
  private readonly words = el("span", {}, text("viewer.tool.more"));
  readonly button = el(
    "button",
    { type: "button", class: "tool tool--more" },
    icon(DOTS),
    this.words,
  );
  readonly element = el("div", {
    id: ID,
    class: "more",
    popover: "auto",
    role: "group",
    "aria-label": text("viewer.tool.more"),
  });

  constructor() {
    this.button.setAttribute("aria-controls", ID);
    this.button.setAttribute("aria-expanded", "false");
    this.button.popoverTargetElement = this.element;
    this.element.addEventListener("click", ({ target }) => {
      if (target instanceof Element && target.closest("button") !== null) {
        this.close();
        this.button.focus();
      }
    });
    this.element.addEventListener("beforetoggle", (event) => {
      const isOpen = (event as ToggleEvent).newState === "open";
      this.button.setAttribute("aria-expanded", String(isOpen));
      if (isOpen) {
        const { left, bottom } = this.button.getBoundingClientRect();
        this.element.style.setProperty("--left", `${left}px`);
        this.element.style.setProperty("--top", `${bottom}px`);
      }
    });
  }

  fill(controls: readonly HTMLElement[]): void {
    this.element.replaceChildren(...controls);
  }

  close(): void {
    if (this.element.matches(":popover-open")) {
      this.element.hidePopover();
    }
  }

  /** Says on the button which of its tools is chosen. */
  chosen(tool: HTMLElement | undefined): void {
    const isHere = tool !== undefined && this.element.contains(tool);
    this.words.textContent = (isHere && tool.textContent) || text("viewer.tool.more");
    this.button.classList.toggle("is-chosen", isHere);
  }
}
