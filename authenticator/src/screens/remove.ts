import type { Account } from "../accounts/account";
import type { Screen } from "../shell";
import { acts, button, facts, heading, muted, notice } from "./parts";

export function removeScreen(account: Account, remove: () => void, keep: () => void): Screen {
  return {
    title: "Remove this account?",
    body: [
      heading("Remove this account from this phone?"),
      facts([
        ["Service", account.service],
        ["Account", account.username],
      ]),
      muted(
        `This phone can then neither approve sign-ins nor show codes, and “${account.name}” goes from your settings, too.`,
      ),
      acts(button("Remove it", remove, "primary"), button("Keep it", keep, "link")),
    ],
  };
}

/**
 * Shown if the portal did not remove the phone. Removing it here only leaves it listed in the
 * settings.
 */
export function notRemovedScreen(text: string, keep: () => void, removeHere: () => void): Screen {
  return {
    title: "Not removed",
    body: [
      heading("Not removed"),
      notice("warn", text),
      acts(
        button("Keep it", keep, "primary"),
        button("Remove it from this phone alone", removeHere, "danger-link"),
      ),
    ],
  };
}
