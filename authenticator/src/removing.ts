import type { Account } from "./accounts/account";
import type { AccountStore } from "./accounts/store";
import { notRemovedScreen } from "./screens/remove";
import { type Removal, unlink } from "./server/linking";
import type { Outcome } from "./server/outcome";
import type { Shell } from "./shell";
import { endWaking } from "./waking/notifications";
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
        const alone = account.state === "waiting" ? UNCONFIRMED : ALONE;
        this.shell.show(notRemovedScreen(reasonWords(came, alone), this.home, here));
        return;
      }
    }
    await this.here({ ...account, state: "gone" });
  }

  private async here(account: Account): Promise<void> {
    const all = await this.store.all();
    await endWaking(account, all.length === 1);
    await this.store.remove(account.device);
    this.removed();
  }
}

function reasonWords(came: Outcome<Removal>, alone: string): string {
  switch (came.kind) {
    case "ok":
      return `${came.value === "locked" ? LOCKED : LAST} ${ALONE}`;
    case "wait":
      return `The portal is busy. Try again in ${waitWords(came.seconds)}.`;
    case "offline":
      return `There is no network, and the portal must be told. ${alone}`;
    default:
      return `The portal could not do it. Try again. ${alone}`;
  }
}

const ALONE =
  "If you remove it here alone, the portal still asks this phone, until you remove it in your settings, too.";
const UNCONFIRMED =
  "If you remove it here alone, do not press Link it on the other screen: the portal would ask a phone that cannot answer.";
const LAST =
  "Your sign-in asks this phone and no other. Remove it in your settings, under Devices: there you are told what takes its place.";
const LOCKED = "Your account is locked, and while it is, nothing about it is changed.";
