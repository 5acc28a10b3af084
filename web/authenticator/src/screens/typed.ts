import { el } from "sallyport-common/dom";
import { text } from "../messages";
import type { Screen } from "../shell";
import { Field } from "./field";
import { acts, button, heading, submit } from "./parts";

/**
 * @param typed the previous input, kept for correction
 * @param entered receives the input; returns what is wrong with it, or nothing
 */
export function typedScreen(
  typed: string,
  entered: (code: string) => string | undefined,
  cancel: () => void,
): Screen {
  const input = el("input", {
    class: "input input--secret",
    type: "text",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    required: true,
    value: typed,
  });
  const field = new Field(
    {
      id: "secret",
      label: text("app.type.label"),
      hint: text("app.type.hint"),
    },
    input,
  );
  const form = el(
    "form",
    { class: "form--fill", novalidate: true },
    field.node,
    acts(submit(text("app.continue")), button(text("app.cancel"), cancel, "link")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = entered(input.value);
    if (wrong !== undefined) {
      field.refuse(wrong);
    }
  });
  return { title: text("app.type.heading"), body: [heading(text("app.type.heading")), form] };
}
