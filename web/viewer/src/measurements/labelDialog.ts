import { el } from "sallyport-common/dom";
import { text } from "../messages";

/** What the server keeps of a mark at the most. */
const MAX_LENGTH = 200;

/**
 * Asks what to write beside an arrow.
 *
 * @param done is given the words; undefined if there are to be none
 */
export function askForWords(before: string, done: (words: string | undefined) => void): void {
  const field = el("input", {
    id: "label-words",
    class: "input",
    maxlength: String(MAX_LENGTH),
    autocomplete: "off",
    autofocus: true,
  });
  field.value = before;
  const write = el("button", { type: "submit", class: "button" }, text("viewer.label.write"));
  const cancel = el("button", { type: "button", class: "button" }, text("viewer.label.cancel"));
  const form = el(
    "form",
    { method: "dialog", class: "help__form" },
    el("label", { for: "label-words" }, text("viewer.label.words")),
    field,
    el("div", { class: "help__acts" }, write, cancel),
  );
  const dialog = el("dialog", { class: "help", "aria-label": text("viewer.label.words") }, form);
  let words: string | undefined;
  form.addEventListener("submit", () => {
    words = field.value.trim() || undefined;
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    done(words);
  });
  document.body.append(dialog);
  dialog.showModal();
}
