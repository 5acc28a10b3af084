import { el } from "sallyport-common/dom";
import { text } from "../messages";

/** A link to an object of the series that a pane shows, or to its images. */
export interface Choice {
  readonly words: string;
  readonly href: string;
  readonly isShown: boolean;
}

/** The row of links below what a pane shows. It is there if there is something else to show. */
export class ObjectBar {
  readonly element: HTMLElement;

  /** @param number of the pane */
  constructor(number: number) {
    this.element = el("nav", {
      class: "objects",
      "aria-label": text("viewer.other.all", number),
      hidden: true,
    });
  }

  /** @returns whether the row appeared or disappeared */
  offer(choices: readonly Choice[]): boolean {
    const isHidden = choices.length < 2;
    const changes = isHidden !== this.element.hidden;
    this.element.hidden = isHidden;
    this.element.replaceChildren(...(isHidden ? [] : choices.map(link)));
    const shown = this.element.querySelector("[aria-current]");
    shown?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return changes;
  }
}

function link({ words, href, isShown }: Choice): HTMLElement {
  return el("a", { class: "button", href, ...(isShown && { "aria-current": "true" }) }, words);
}
