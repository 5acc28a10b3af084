/** Common parts of screens. */

import { type Child, el, icon } from "sallyport-common/dom";

export type Weight = "primary" | "plain" | "link" | "danger-link";

const CLASSES: Readonly<Record<Weight, string>> = {
  primary: "button button--primary",
  plain: "button",
  link: "button button--link",
  "danger-link": "button button--link is-danger",
};

const ICONS = {
  good: "m4 10.5 4 4 8-9",
  warn: "M10 3 1.8 17h16.4zM10 8.5v3M10 14.5v.01",
  danger: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 6.5v4M10 13.5v.01",
  info: "M10 2.5a7.5 7.5 0 1 0 0 15 7.5 7.5 0 0 0 0-15zM10 10.5v3.5M10 6.5v.01",
} as const;

export type NoticeKind = keyof typeof ICONS;

export function button(
  name: string,
  pressed: () => void,
  weight: Weight = "plain",
): HTMLButtonElement {
  const it = el("button", { type: "button", class: CLASSES[weight] }, name);
  it.addEventListener("click", pressed);
  return it;
}

export function submit(name: string): HTMLButtonElement {
  return el("button", { type: "submit", class: CLASSES.primary }, name);
}

export function heading(text: string): HTMLElement {
  return el("h1", { tabindex: "-1" }, text);
}

export function muted(...text: Child[]): HTMLElement {
  return el("p", { class: "muted" }, ...text);
}

export function small(...text: Child[]): HTMLElement {
  return el("p", { class: "small muted" }, ...text);
}

export function notice(kind: NoticeKind, ...text: Child[]): HTMLElement {
  const look = kind === "info" ? "notice" : `notice notice--${kind}`;
  return el("div", { class: look }, icon(ICONS[kind]), el("p", {}, ...text));
}

/** A definition list, in the given order. */
export function facts(pairs: readonly (readonly [string, ...Child[]])[]): HTMLElement {
  const list = el("dl", { class: "facts facts--boxed" });
  for (const [term, ...value] of pairs) {
    list.append(el("dt", {}, term), el("dd", {}, ...value));
  }
  return list;
}

/** The buttons at the bottom of the screen. */
export function acts(...buttons: Node[]): HTMLElement {
  return el("div", { class: "phone__act" }, ...buttons);
}
