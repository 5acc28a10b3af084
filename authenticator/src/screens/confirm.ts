import { el } from "../dom";
import { nodes, text } from "../messages";
import type { Screen } from "../shell";
import { acts, button, heading, muted, small } from "./parts";

/** Shown after the phone requested the link; it has to be confirmed on the other screen. */
export function confirmScreen(name: string, later: () => void, leave: () => void): Screen {
  return {
    title: text("app.confirm.heading"),
    body: [
      heading(text("app.confirm.heading")),
      muted(...nodes("app.confirm.lead", el("b", {}, name))),
      el("p", { role: "status", class: "wait" }, el("b", {}, text("app.confirm.waiting"))),
      small(text("app.confirm.warning")),
      acts(button(text("app.cancel"), later, "link")),
    ],
    leave,
  };
}
