import { type Language, direction, language } from "sallyport-common/language";
import { el, icon } from "sallyport-common/dom";
import { text } from "../messages";
import type { Screen } from "../shell";
import { acts, button, heading } from "./parts";

const GLOBE =
  "M10 2.5a7.5 7.5 0 1 1 0 15 7.5 7.5 0 0 1 0-15zM2.5 10h15M10 2.5c-5 5-5 10 0 15M10 2.5c5 5 5 10 0 15";

/** Leads to the languages. It says which one is spoken, in that language. */
export function languageButton(ownName: string, pressed: () => void): HTMLButtonElement {
  const it = button("", pressed, "link");
  const name = el("span", { class: "hidden-visually" }, text("app.language"));
  it.append(icon(GLOBE), name, ` ${ownName}`);
  return it;
}

/** The languages of the app, each by its own name. */
export function languageScreen(
  offered: readonly Language[],
  choose: (tag: string) => void,
  cancel: () => void,
): Screen {
  const choices = offered.map(({ tag, ownName }) => {
    const it = button(ownName, () => choose(tag), tag === language() ? "primary" : "plain");
    it.lang = tag;
    it.dir = direction(tag);
    if (tag === language()) {
      it.setAttribute("aria-current", "true");
    }
    return el("li", {}, it);
  });
  return {
    title: text("app.language"),
    body: [
      heading(text("app.language")),
      el("ul", { class: "languages-of-app", role: "list" }, ...choices),
      acts(button(text("app.cancel"), cancel, "link")),
    ],
  };
}
