import { el } from "sallyport-common/dom";
import { text } from "../messages";
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
    label: text("app.request.number"),
    hint: text("app.request.number-hint", digits),
  };
  const frame = onLeaves ? el("span", { class: "leaves" }, input) : input;
  return new Field(words, input, frame, "field field--centre");
}
