import { el } from "sallyport-common/dom";
import { nodes, text } from "../messages";
import type { Screen } from "../shell";
import { acts, button, heading, muted, small } from "./parts";

const PORTAL_PATH = "/settings/devices/link/app";

/**
 * Shown after the phone requested the link; it has to be confirmed on the other screen.
 *
 * @param here whether that is a page of this phone
 */
export function confirmScreen(
  name: string,
  later: () => void,
  leave: () => void,
  here: boolean,
): Screen {
  const title = text(here ? "app.confirm.here-heading" : "app.confirm.heading");
  const go = el(
    "a",
    { class: "button button--primary", href: PORTAL_PATH },
    text("app.confirm.here-go"),
  );
  return {
    title,
    body: [
      heading(title),
      muted(...nodes(here ? "app.confirm.here-lead" : "app.confirm.lead", el("b", {}, name))),
      el("p", { role: "status", class: "wait" }, el("b", {}, text("app.confirm.waiting"))),
      small(text("app.confirm.warning")),
      acts(...(here ? [go] : []), button(text("app.cancel"), later, "link")),
    ],
    leave,
  };
}
