import type { Account } from "./accounts/account";
import type { AccountStore } from "./accounts/store";
import { text } from "./messages";
import { notRemovedScreen } from "./screens/remove";
import { type Removal, unlink } from "./server/linking";
import type { Outcome } from "./server/outcome";
import type { Shell } from "./shell";
import { unregisterPushEndpoint } from "./push/notifications";
import { waitWords } from "./words";

/** Removes an account from this phone, and this phone from the account. */
export class Removing {
  constructor(
    private readonly shell: Shell,
    private readonly store: AccountStore,
    private readonly home: () => void,
    private readonly removed: () => void,
  ) {}

  /**
   * Removes the phone at the portal first: while the portal can still send it requests or confirm
   * it, the phone must keep its key.
   */
  async everywhere(account: Account): Promise<void> {
    if (account.state !== "gone") {
      const came = await unlink(account);
      if (came.kind !== "ok" || came.value !== "removed") {
        const here = () => void this.here(account);
        const linked = account.state !== "waiting";
        this.shell.show(notRemovedScreen(reasonWords(came, linked), this.home, here));
        return;
      }
    }
    await this.here({ ...account, state: "gone" });
  }

  private async here(account: Account): Promise<void> {
    const all = await this.store.all();
    await unregisterPushEndpoint(account, all.length === 1);
    await this.store.remove(account.device);
    this.removed();
  }
}

function reasonWords(came: Outcome<Removal>, linked: boolean): string {
  const alone = text(linked ? "app.not-removed.linked" : "app.not-removed.unconfirmed");
  switch (came.kind) {
    case "ok": {
      const reason = came.value === "locked" ? "app.not-removed.locked" : "app.not-removed.last";
      return `${text(reason)} ${text("app.not-removed.linked")}`;
    }
    case "wait":
      return text("app.not-removed.wait", waitWords(came.seconds));
    case "disabled":
      return `${text("app.account.disabled")} ${alone}`;
    case "offline":
      return `${text("app.not-removed.offline")} ${alone}`;
    default:
      return `${text("app.not-removed.fault")} ${alone}`;
  }
}
