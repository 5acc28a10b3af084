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
  const field = el("input", { id: ID, class: "input", maxlength: String(MAX_LENGTH) });
  field.value = before;
  ask(text("viewer.label.words"), field, [], (words) => done(words?.trim() || undefined));
}

/**
 * Asks how long a line is.
 *
 * @param done is given the length in mm; 0 for what the image says itself; undefined for no change
 */
export function askForLength(done: (millimetres: number | undefined) => void): void {
  const field = el("input", { id: ID, class: "input", type: "number", min: "0.1", step: "any" });
  field.required = true;
  const back = el("button", { type: "button", class: "button" }, text("viewer.calibrate.remove"));
  const dialog = ask(text("viewer.calibrate.length"), field, [back], (words) =>
    done(words === undefined ? undefined : Number(words)),
  );
  back.addEventListener("click", () => dialog.close(NONE));
}

const ID = "label-words";
const WRITTEN = "written";
const NONE = "0";

/** @param done is given what was typed, "0" if that was chosen, undefined if nothing */
function ask(
  question: string,
  field: HTMLInputElement,
  further: readonly HTMLElement[],
  done: (words: string | undefined) => void,
): HTMLDialogElement {
  field.autocomplete = "off";
  field.autofocus = true;
  const write = el("button", { class: "button", value: WRITTEN }, text("viewer.label.write"));
  const cancel = el("button", { type: "button", class: "button" }, text("viewer.label.cancel"));
  const form = el(
    "form",
    { method: "dialog", class: "help__form" },
    el("label", { for: ID }, question),
    field,
    el("div", { class: "help__acts" }, write, ...further, cancel),
  );
  const dialog = el("dialog", { class: "help", "aria-label": question }, form);
  cancel.addEventListener("click", () => dialog.close(""));
  dialog.addEventListener("close", () => {
    dialog.remove();
    const { returnValue } = dialog;
    done(returnValue === WRITTEN ? field.value : returnValue || undefined);
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}
