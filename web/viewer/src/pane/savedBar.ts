import { el } from "sallyport-common/dom";
import { text } from "../messages";

/** The row that offers the saved views of an image; it is there if there are some. */
export class SavedBar {
  private readonly choice: HTMLSelectElement;
  private readonly words = el("p", { class: "saved__words", hidden: true });
  readonly element: HTMLElement;
  private offered = "";

  /**
   * @param number of the pane
   * @param chose is told of what was chosen: 0 for the image as acquired, or the number of a view
   */
  constructor(number: number, chose: (view: number) => void) {
    this.choice = el("select", {
      class: "input saved__choice",
      "aria-label": text("viewer.saved.label", number),
    });
    this.choice.addEventListener("change", () => chose(this.choice.selectedIndex));
    this.element = el("div", { class: "saved", hidden: true }, this.choice, this.words);
  }

  /**
   * Offers views by their names.
   *
   * @param shown 0 for the image as acquired
   * @param words about the one that is chosen
   * @returns whether the row, or its words, appeared or disappeared
   */
  offer(names: readonly string[], shown: number, words: string): boolean {
    const key = names.join("\n");
    if (key !== this.offered) {
      this.offered = key;
      this.choice.replaceChildren(
        el("option", {}, text("viewer.saved.acquired")),
        ...names.map((name) => el("option", {}, text("viewer.saved.as-saved", name))),
      );
    }
    if (this.choice.selectedIndex !== shown) {
      this.choice.selectedIndex = shown;
    }
    const isHidden = names.length === 0;
    const isSilent = words === "";
    const changes = isHidden !== this.element.hidden || isSilent !== this.words.hidden;
    this.words.textContent = words;
    this.words.hidden = isSilent;
    this.element.hidden = isHidden;
    return changes;
  }
}
