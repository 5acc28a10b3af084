import { el } from "../dom";
import { Field } from "./field";

/** The number to match: one field; two digits are drawn on two panels. */
export function numberField(digits: number): Field {
  const onLeaves = digits === 2;
  const input = el("input", {
    class: onLeaves ? "leaves__input" : "input input--code",
    type: "text",
    inputmode: "numeric",
    autocomplete: "off",
    pattern: `[0-9]{${digits}}`,
    maxlength: String(digits),
    required: true,
  });
  input.addEventListener("input", () => (input.value = input.value.replace(/\D/g, "")));
  const words = {
    id: "number",
    label: "Number on your browser’s page",
    hint: `${digits} digits. Enter it only if you see it yourself.`,
  };
  const frame = onLeaves ? el("span", { class: "leaves" }, input) : input;
  return new Field(words, input, frame, "field field--centre");
}
