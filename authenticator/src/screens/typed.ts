import { el } from "../dom";
import type { Screen } from "../shell";
import { Field } from "./field";
import { acts, button, heading, submit } from "./parts";

/**
 * @param typed the previous input, kept for correction
 * @param entered receives the input; returns what is wrong with it, or nothing
 */
export function typedScreen(
  typed: string,
  entered: (text: string) => string | undefined,
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
      label: "Code",
      hint: "24 letters and digits, below the picture on the other screen. Gaps do not matter.",
    },
    input,
  );
  const form = el(
    "form",
    { class: "form--fill", novalidate: true },
    field.node,
    acts(submit("Continue"), button("Cancel", cancel, "link")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const wrong = entered(input.value);
    if (wrong !== undefined) {
      field.refuse(wrong);
    }
  });
  return { title: "Type the code", body: [heading("Type the code"), form] };
}
