import { el } from "../dom";
import type { Owner } from "../protocol/answers";
import type { Screen } from "../shell";
import { Field } from "./field";
import { acts, button, facts, heading, notice, submit } from "./parts";

const MOST_LETTERS = 40;

export interface LookWords {
  /** what to know or do before the phone is linked */
  readonly hint: string | undefined;
  /** the suggested name of the phone */
  readonly name: string;
  /** the hint should be followed: linking needs an additional press */
  readonly anyway: boolean;
}

export interface LookScreen extends Screen {
  refuse(text: string): void;
}

/** Shows the account before anything is linked. */
export function lookScreen(
  owner: Owner,
  { hint, name, anyway }: LookWords,
  link: (name: string) => Promise<void>,
  cancel: () => void,
): LookScreen {
  const input = el("input", {
    class: "input",
    type: "text",
    autocomplete: "off",
    maxlength: String(MOST_LETTERS),
    required: true,
    value: name,
  });
  const words = { label: "Name of this phone", hint: "To help you recognise it in your settings" };
  const field = new Field({ id: "name", ...words }, input);
  const go = submit("Link this phone");
  const form = el(
    "form",
    { class: "form--fill", novalidate: true },
    field.node,
    acts(go, button("Cancel", cancel, "link")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = input.value.trim();
    if (name === "") {
      field.refuse("Give this phone a name.");
      return;
    }
    field.accept();
    go.disabled = true;
    void link(name).finally(() => (go.disabled = false));
  });
  const rest = anyway ? instead(form, cancel) : form;
  return {
    title: "Is this your account?",
    refuse: (text) => field.refuse(text),
    body: [
      heading("Is this your account?"),
      facts([
        ["Service", owner.service],
        ["Address", owner.host],
        ["Account", el("b", {}, owner.username)],
      ]),
      ...(hint ? [notice("warn", hint)] : []),
      notice("info", "Link only a code from your own settings page. Nobody sends you one."),
      rest,
    ],
  };
}

/** Shows only what should be done first; the form appears on request. */
function instead(form: HTMLElement, cancel: () => void): HTMLElement {
  const show = button(
    "Link in this tab all the same",
    () => parts.replaceWith(form),
    "danger-link",
  );
  const parts = acts(button("Cancel", cancel, "primary"), show);
  return parts;
}
