import { el } from "../dom";
import type { Screen } from "../shell";
import { acts, button, heading, muted, small } from "./parts";

/** Shown after the phone requested the link; it has to be confirmed on the other screen. */
export function confirmScreen(name: string, later: () => void, leave: () => void): Screen {
  return {
    title: "Confirm on the other screen",
    body: [
      heading("Confirm on the other screen"),
      muted(
        "Your settings page asks whether “",
        el("b", {}, name),
        "” may be linked. Press Link it there.",
      ),
      el("p", { role: "status", class: "wait" }, el("b", {}, "Waiting for the other screen")),
      small("If it names another phone, link nothing: then somebody else has scanned the code."),
      acts(button("Cancel", later, "link")),
    ],
    leave,
  };
}
