import { el } from "sallyport-common/dom";
import { text } from "../messages";
import type { Owner } from "../protocol/answers";
import type { Screen } from "../shell";
import { Field } from "./field";
import { acts, button, facts, heading, notice, submit } from "./parts";

const MAX_NAME_LENGTH = 40;

export interface LookWords {
  /** what to know or do before the phone is linked */
  readonly hint: string | undefined;
  /** the suggested name of the phone */
  readonly name: string;
  /** the hint should be followed: linking needs an additional press */
  readonly anyway: boolean;
}

export interface LookScreen extends Screen {
  refuse(why: string): void;
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
    maxlength: String(MAX_NAME_LENGTH),
    required: true,
    value: name,
  });
  const words = { label: text("app.look.name"), hint: text("app.look.name-hint") };
  const field = new Field({ id: "name", ...words }, input);
  const go = submit(text("app.look.link"));
  const form = el(
    "form",
    { class: "form--fill", novalidate: true },
    field.node,
    acts(go, button(text("app.cancel"), cancel, "link")),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const name = input.value.trim();
    if (name === "") {
      field.refuse(text("app.look.name-missing"));
      return;
    }
    field.accept();
    go.disabled = true;
    void link(name).finally(() => (go.disabled = false));
  });
  const rest = anyway ? instead(form, cancel) : form;
  return {
    title: text("app.look.heading"),
    refuse: (why) => field.refuse(why),
    body: [
      heading(text("app.look.heading")),
      facts([
        [text("app.fact.service"), owner.service],
        [text("app.fact.address"), owner.host],
        [text("app.fact.account"), el("b", {}, owner.username)],
      ]),
      ...(hint ? [notice("warn", hint)] : []),
      notice("info", text("app.look.warning")),
      rest,
    ],
  };
}

/** Shows only what should be done first; the form appears on request. */
function instead(form: HTMLElement, cancel: () => void): HTMLElement {
  const show = button(text("app.look.anyway"), () => parts.replaceWith(form), "danger-link");
  const parts = acts(button(text("app.cancel"), cancel, "primary"), show);
  return parts;
}
