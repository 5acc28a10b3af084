import { type Child, el, icon } from "sallyport-common/dom";

export interface FieldWords {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
}

/**
 * A labelled field. Its error is placed between label and field and announced by screen readers.
 */
export class Field {
  readonly node: HTMLElement;
  private readonly error: HTMLElement;
  private readonly described: string;

  constructor(
    words: FieldWords,
    readonly input: HTMLInputElement,
    frame: HTMLElement = input,
    look = "field",
  ) {
    const { id, label, hint } = words;
    input.id = id;
    this.described = `${id}-hint`;
    this.error = el("div", { id: `${id}-error`, role: "alert" });
    this.node = el(
      "div",
      { class: look },
      el("label", { class: "field__label", for: id }, label),
      el("span", { class: "field__hint", id: this.described }, hint),
      this.error,
      frame,
    );
    input.setAttribute("aria-describedby", this.described);
  }

  /** Shows an error and focuses the field. */
  refuse(...text: Child[]): void {
    const sign = icon("M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 6.5v4M10 13.5v.01");
    this.error.className = "field__error";
    this.error.replaceChildren(sign, el("p", {}, ...text));
    this.input.setAttribute("aria-invalid", "true");
    this.input.setAttribute("aria-describedby", `${this.error.id} ${this.described}`);
    this.input.focus();
  }

  accept(): void {
    this.error.className = "";
    this.error.replaceChildren();
    this.input.removeAttribute("aria-invalid");
    this.input.setAttribute("aria-describedby", this.described);
  }
}
