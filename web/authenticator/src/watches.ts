import type { Account } from "./accounts/account";
import type { SignInRequest } from "./protocol/answers";
import { watch } from "./server/watch";

/** A browser keeps at most six connections to one server; the others are needed for calls. */
const MAX_STREAMS = 3;

export interface Waiting {
  readonly account: Account;
  readonly request: SignInRequest;
}

export interface WatchListener {
  changed(): void;
  gone(account: Account): void;
  disabled(account: Account, disabled: boolean): void;
  offline(offline: boolean): void;
}

/** Watches for requests of all linked accounts while the app is in the foreground. */
export class Watches {
  private wanted = new AbortController();
  private readonly lists = new Map<string, Waiting[]>();

  constructor(private readonly listener: WatchListener) {}

  start(accounts: readonly Account[]): void {
    this.stop();
    const wanted = (this.wanted = new AbortController()).signal;
    const linked = accounts.filter(({ state }) => state === "linked");
    this.forgetOthers(linked);
    linked.forEach((account, i) => void this.one(account, wanted, i < MAX_STREAMS));
  }

  /**
   * Keeps the last known lists until they are replaced: the first account to respond must not end a
   * request of another one.
   */
  stop(): void {
    this.wanted.abort();
  }

  private forgetOthers(linked: readonly Account[]): void {
    for (const device of [...this.lists.keys()]) {
      if (!linked.some((account) => account.device === device)) {
        this.lists.delete(device);
      }
    }
  }

  waiting(): Waiting[] {
    return [...this.lists.values()].flat();
  }

  private one(account: Account, wanted: AbortSignal, streamed: boolean): Promise<void> {
    const heard = (requests: SignInRequest[]) => {
      this.lists.set(
        account.device,
        requests.map((request) => ({ account, request })),
      );
      this.listener.offline(false);
      this.listener.disabled(account, false);
      this.listener.changed();
    };
    const gone = () => this.listener.gone(account);
    const disabled = () => {
      this.listener.offline(false);
      this.listener.disabled(account, true);
    };
    const busy = () => this.listener.offline(false);
    const offline = () => this.listener.offline(true);
    return watch(account, wanted, { heard, gone, disabled, busy, offline }, streamed);
  }
}
