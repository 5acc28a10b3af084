import type { Account } from "../accounts/account";
import { text } from "../messages";
import type { Screen } from "../shell";
import { acts, button, facts, heading, muted, notice } from "./parts";

export function removeScreen(account: Account, remove: () => void, keep: () => void): Screen {
  return {
    title: text("app.remove.title"),
    body: [
      heading(text("app.remove.heading")),
      facts([
        [text("app.fact.service"), account.service],
        [text("app.fact.account"), account.username],
      ]),
      muted(text("app.remove.lead", account.name)),
      acts(
        button(text("app.remove.yes"), remove, "primary"),
        button(text("app.remove.no"), keep, "link"),
      ),
    ],
  };
}

/**
 * Shown if the portal did not remove the phone. Removing it here only leaves it listed in the
 * settings.
 */
export function notRemovedScreen(why: string, keep: () => void, removeHere: () => void): Screen {
  return {
    title: text("app.not-removed.heading"),
    body: [
      heading(text("app.not-removed.heading")),
      notice("warn", why),
      acts(
        button(text("app.remove.no"), keep, "primary"),
        button(text("app.not-removed.here"), removeHere, "danger-link"),
      ),
    ],
  };
}
