import type { Account } from "../accounts/account";
import type { Screen } from "../shell";
import { acts, button, facts, heading, muted } from "./parts";

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
        `This phone can then neither approve sign-ins nor show codes. Also remove “${account.name}” in your settings, under Devices.`,
      ),
      acts(button("Remove it", remove, "primary"), button("Keep it", keep, "link")),
    ],
  };
}
