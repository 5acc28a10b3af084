import { el } from "sallyport-common/dom";
import { text } from "../messages";
import { type KeyLine, keyLines } from "./commandList";
import { keysAreOn, switchKeys } from "./keys";

/** The dialog that lists what mouse, fingers and keys do. */
export function helpDialog(): HTMLDialogElement {
  const close = el("button", { type: "button", class: "button" }, text("viewer.help.close"));
  const dialog = el(
    "dialog",
    { class: "help help--keys", "aria-labelledby": "help-title" },
    // The dialog begins here, not at its only button.
    el(
      "div",
      { class: "help__head" },
      el("h2", { id: "help-title", tabindex: "-1", autofocus: true }, text("viewer.help.title")),
      close,
    ),
    el("p", {}, text("viewer.help.mouse")),
    el("p", {}, text("viewer.help.touch")),
    el("p", {}, text("viewer.help.planes")),
    el("h3", {}, text("viewer.help.keys")),
    el("dl", { class: "help__keys" }, ...keyLines().map(rowOf)),
    letters(),
  );
  close.addEventListener("click", () => dialog.close());
  return dialog;
}

function rowOf({ keys, words }: KeyLine): HTMLElement {
  const parts = keys.flatMap((key) => [" ", el("kbd", {}, key)]);
  return el("div", { class: "help__row" }, el("dt", {}, ...parts), el("dd", {}, text(words)));
}

/** Who speaks commands can press keys by mistake. */
function letters(): HTMLElement {
  const box = el("input", { type: "checkbox", class: "help__box" });
  box.checked = keysAreOn();
  box.addEventListener("change", () => switchKeys(box.checked));
  return el("label", { class: "help__letters" }, box, text("viewer.help.letters"));
}
