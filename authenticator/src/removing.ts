import type { Account } from "./accounts/account";
import type { AccountStore } from "./accounts/store";
import { notRemovedScreen } from "./screens/remove";
import { type Removal, unlink } from "./server/linking";
import type { Outcome } from "./server/outcome";
import type { Shell } from "./shell";
import { endWaking } from "./waking/notifications";
import { waitWords } from "./words";

/** Takes an account from this phone, and this phone from the account. */
export class Removing {
  constructor(
    private readonly shell: Shell,
    private readonly store: AccountStore,
    private readonly home: () => void,
    private readonly removed: () => void,
  ) {}

  /** At the portal first: a phone that it still asks must not be without its key. */
  async everywhere(account: Account): Promise<void> {
    if (account.state === "linked") {
      const came = await unlink(account);
      if (came.kind !== "ok" || came.value !== "removed") {
        const here = () => void this.here(account);
        this.shell.show(notRemovedScreen(reasonWords(came), this.home, here));
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

function reasonWords(came: Outcome<Removal>): string {
  switch (came.kind) {
    case "ok":
      return came.value === "locked" ? LOCKED : LAST;
    case "wait":
      return `The portal is busy. Try again in ${waitWords(came.seconds)}.`;
    case "offline":
      return `There is no network, and the portal must be told. ${ALONE}`;
    default:
      return `The portal could not do it. Try again. ${ALONE}`;
  }
}

const ALONE =
  "If you remove it here alone, the portal still asks this phone, until you remove it in your settings, too.";
const LAST = `Your sign-in asks this phone and no other. Remove it in your settings, under Devices: there you are told what takes its place. ${ALONE}`;
const LOCKED = `Your account is locked, and while it is, nothing about it is changed. ${ALONE}`;
