import { el } from "../dom";
import { text } from "../messages";
import { KEYS } from "./keys";

/** The dialog that lists what mouse, fingers and keys do. */
export function helpDialog(): HTMLDialogElement {
  const close = el("button", { type: "button", class: "button" }, text("viewer.help.close"));
  const rows = KEYS.map(([keys, words]) =>
    el(
      "div",
      { class: "help__row" },
      el("dt", {}, ...keys.flatMap((key) => [el("kbd", {}, key), " "])),
      el("dd", {}, text(words)),
    ),
  );
  const dialog = el(
    "dialog",
    { class: "help", "aria-labelledby": "help-title" },
    // The dialog begins here, not at its only button, which is the end.
    el("h2", { id: "help-title", tabindex: "-1", autofocus: true }, text("viewer.help.title")),
    el("p", {}, text("viewer.help.mouse")),
    el("p", {}, text("viewer.help.touch")),
    el("p", {}, text("viewer.help.planes")),
    el("h3", {}, text("viewer.help.keys")),
    el("p", { class: "small" }, text("viewer.help.focus")),
    el("dl", { class: "help__keys" }, ...rows),
    close,
  );
  close.addEventListener("click", () => dialog.close());
  return dialog;
}
