import type { Account } from "./accounts/account";
import type { AccountStore } from "./accounts/store";
import { takeOverCodes } from "./codes/handover";
import { homeScreenHint } from "./installing";
import { type DeviceKey, makeDeviceKey } from "./keys/signing";
import { askToKeep } from "./keeping";
import { text } from "./messages";
import { pause } from "./pause";
import { phoneName } from "./phoneName";
import type { Owner } from "./protocol/answers";
import { type Opened, readScanned, readTyped } from "./protocol/pairing";
import { scan } from "./scanner/camera";
import { confirmScreen } from "./screens/confirm";
import { type LookScreen, lookScreen } from "./screens/look";
import { messageScreen } from "./screens/message";
import { button } from "./screens/parts";
import { scanScreen } from "./screens/scan";
import { typedScreen } from "./screens/typed";
import { link, look, standing } from "./server/linking";
import type { Outcome } from "./server/outcome";
import type { Shell } from "./shell";
import { cameraWords, waitWords } from "./words";

const POLL_MILLIS = 750;

/** What a phone is to be linked with. */
interface Wish {
  readonly secret: string;
  readonly key: DeviceKey;
  readonly owner: Owner;
  readonly name: string;
}

/** Links an account, from the code on the other screen to the stored account. */
export class Linking {
  /** Whether the other screen is a page of this phone. */
  private here = false;

  constructor(
    private readonly shell: Shell,
    private readonly store: AccountStore,
    private readonly home: () => void,
    private readonly linked: (account: Account) => void,
    private readonly remove: (account: Account) => void,
  ) {}

  /** Links with a code with which the app was opened. */
  async open({ secret, here }: Opened): Promise<void> {
    this.here = here;
    await this.look(secret);
  }

  scan(): void {
    this.here = false;
    const wanted = new AbortController();
    const screen = scanScreen(
      [
        button(text("app.scan.type-code"), () => this.type()),
        button(text("app.cancel"), this.home, "link"),
      ],
      () => wanted.abort(),
    );
    this.shell.show(screen);
    const found = (code: string) => {
      const scanned = readScanned(code, location.origin);
      if (scanned.kind === "elsewhere") {
        screen.say(text("app.scan.other-portal", scanned.host));
      } else if (scanned.kind === "none") {
        screen.say(text("app.scan.not-linking"));
      } else {
        void this.look(scanned.secret);
      }
      return scanned.kind === "secret";
    };
    void scan(screen.video, wanted.signal, found).then((stopped) => {
      if (stopped !== "left") {
        screen.say(cameraWords(stopped, "code"));
      }
    });
  }

  /** @param typed the previous input, to be corrected */
  type(typed = ""): void {
    this.here = false;
    const entered = (code: string) => {
      const read = readTyped(code);
      if (read.kind === "wrong") {
        return read.words;
      }
      void this.look(read.secret, code);
      return undefined;
    };
    this.shell.show(typedScreen(typed, entered, this.home));
  }

  /**
   * Looks up the account of a secret. Nothing is linked before the user has seen the account and
   * whether this browser keeps the link.
   *
   * @param typed the input, if the secret was typed
   */
  async look(secret: string, typed?: string): Promise<void> {
    const found = await look(secret);
    if (found.kind !== "ok") {
      this.fail(found, () => void this.look(secret, typed), typed);
      return;
    }
    const first = homeScreenHint();
    const keeping = first === undefined ? await askToKeep() : "refused";
    const words = {
      hint: first ?? (keeping === "refused" ? text("app.begin.deletable") : undefined),
      name: await phoneName(),
      anyway: first !== undefined,
    };
    const go = async (name: string) =>
      this.link({ secret, key: await makeDeviceKey(), owner: found.value, name }, screen);
    const screen: LookScreen = lookScreen(found.value, words, go, this.home);
    this.shell.show(screen);
  }

  /**
   * Links with the same key on every retry: the response may be lost after the secret was used up,
   * and a phone must not be confirmed without its key.
   *
   * @param form says what is wrong with the name, if anything
   */
  private async link(wish: Wish, form: LookScreen): Promise<void> {
    const { secret, key, owner, name } = wish;
    const answer = await link(secret, key, name);
    if (answer.kind !== "ok") {
      this.fail(answer, () => void this.link(wish, form));
      return;
    }
    if ("refused" in answer.value) {
      if (!this.shell.isShowing(form)) {
        this.shell.show(form);
      }
      form.refuse(answer.value.refused);
      return;
    }
    const { signingKey } = key;
    const { device } = answer.value;
    const account: Account = { ...owner, device, name, signingKey, state: "waiting" };
    await this.store.keep(account);
    void this.confirm(account);
  }

  /** Waits until the link is confirmed on the other screen, or the phone is removed. */
  async confirm(account: Account): Promise<void> {
    const wanted = new AbortController();
    const cancel = () => this.remove(account);
    this.shell.show(confirmScreen(account.name, cancel, () => wanted.abort(), this.here));
    while (!wanted.signal.aborted) {
      const now = await standing(account);
      if (wanted.signal.aborted) {
        return;
      }
      if (now.kind === "gone") {
        await this.store.remove(account.device);
        this.fail(now, this.home);
        return;
      }
      if (now.kind === "ok" && now.value.state === "linked") {
        await this.finish(account);
        return;
      }
      await pause(POLL_MILLIS, wanted.signal);
    }
  }

  private async finish(account: Account): Promise<void> {
    await settle(this.store, account);
    this.linked(account);
  }

  /** @param typed the input, kept for the next try */
  private fail(why: Outcome<never>, again: () => void, typed?: string): void {
    const [title, meaning] = failureWords(why);
    const mend =
      typed === undefined ? [] : [button(text("app.link-failed.correct"), () => this.type(typed))];
    const retry = why.kind === "gone" ? [] : [button(text("app.try-again"), again, "primary")];
    const back = button(text("app.back"), this.home, why.kind === "gone" ? "primary" : "link");
    this.shell.show(messageScreen("warn", title, meaning, ...retry, ...mend, back));
  }
}

/** Stores the confirmed account. An existing link of the same account on this phone stays. */
export async function settle(store: AccountStore, account: Account): Promise<void> {
  await store.change(account.device, { state: "linked" });
  const linked = await store.find(account.device);
  if (linked !== undefined) {
    await takeOverCodes(store, linked);
  }
}

function failureWords(why: Outcome<never>): readonly [string, string] {
  switch (why.kind) {
    case "gone":
      return [text("app.link-failed.gone"), text("app.link-failed.gone-text")];
    case "wait":
      return [
        text("app.link-failed.wait"),
        text("app.link-failed.wait-text", waitWords(why.seconds)),
      ];
    case "offline":
      return [text("app.link-failed.offline"), text("app.link-failed.offline-text")];
    default:
      return [text("app.link-failed.fault"), text("app.link-failed.fault-text")];
  }
}
