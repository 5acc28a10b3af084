import { el } from "sallyport-common/dom";
import { text } from "../messages";

/** A link to an object of the series that a pane shows, or to its images. */
export interface Choice {
  readonly words: string;
  readonly href: string;
  readonly isShown: boolean;
}

/**
 * The row below what a pane shows: words about it, and links. It is there if there is something to
 * say or something else to show.
 */
export class ObjectBar {
  private readonly words = el("p", { class: "objects__words", hidden: true });
  private readonly links: HTMLElement;
  readonly element: HTMLElement;

  /** @param number of the pane */
  constructor(number: number) {
    this.links = el("nav", {
      class: "objects__links",
      "aria-label": text("viewer.other.all", number),
      hidden: true,
    });
    this.element = el("div", { class: "objects", hidden: true }, this.words, this.links);
  }

  /** @returns whether the row appeared or disappeared */
  offer(choices: readonly Choice[], words: readonly string[] = []): boolean {
    const hasLinks = choices.length > 1;
    const isHidden = !hasLinks && words.length === 0;
    const changes = isHidden !== this.element.hidden;
    this.element.hidden = isHidden;
    this.words.hidden = words.length === 0;
    this.words.replaceChildren(...words.map((it) => el("span", {}, it)));
    this.links.hidden = !hasLinks;
    this.links.replaceChildren(...(hasLinks ? choices.map(link) : []));
    const shown = this.links.querySelector("[aria-current]");
    shown?.scrollIntoView({ block: "nearest", inline: "nearest" });
    return changes;
  }
}

function link({ words, href, isShown }: Choice): HTMLElement {
  return el("a", { class: "button", href, ...(isShown && { "aria-current": "true" }) }, words);
}
