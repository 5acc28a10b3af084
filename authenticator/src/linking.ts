import type { Account } from "./accounts/account";
import type { AccountStore } from "./accounts/store";
import { codeKey } from "./codes/code";
import { homeScreenHint } from "./installing";
import { makeDeviceKey } from "./keys/signing";
import { pause } from "./pause";
import type { Owner } from "./protocol/answers";
import { readScanned, typedSecret } from "./protocol/pairing";
import { scan } from "./scanner/camera";
import { confirmScreen } from "./screens/confirm";
import { lookScreen } from "./screens/look";
import { messageScreen } from "./screens/message";
import { button } from "./screens/parts";
import { scanScreen } from "./screens/scan";
import { typedScreen } from "./screens/typed";
import { codeSecret, link, look, standing } from "./server/linking";
import type { Outcome } from "./server/outcome";
import type { Shell } from "./shell";
import { cameraWords, waitWords } from "./words";

const ASK_AGAIN_MILLIS = 750;

/** From the code on the other screen to an account on this phone. */
export class Linking {
  constructor(
    private readonly shell: Shell,
    private readonly store: AccountStore,
    private readonly home: () => void,
    private readonly linked: (account: Account) => void,
  ) {}

  scan(): void {
    const wanted = new AbortController();
    const screen = scanScreen(
      [button("Type the code instead", () => this.type()), button("Cancel", this.home, "link")],
      () => wanted.abort(),
    );
    this.shell.show(screen);
    const found = (text: string) => {
      const scanned = readScanned(text, location.origin);
      if (scanned.kind === "elsewhere") {
        screen.say(`This code is of another portal. Open ${scanned.host}/app on this phone.`);
      } else if (scanned.kind === "none") {
        screen.say("This is another kind of code. Scan the one of your settings page.");
      } else {
        void this.look(scanned.secret);
      }
      return scanned.kind === "secret";
    };
    void scan(screen.video, wanted.signal, found).then((stopped) => {
      if (stopped !== "left") {
        screen.say(cameraWords(stopped, "the code"));
      }
    });
  }

  type(): void {
    const entered = (text: string) => {
      const secret = typedSecret(text);
      if (secret === undefined) {
        return "A code has 24 letters and digits. Compare it with the other screen.";
      }
      void this.look(secret);
      return undefined;
    };
    this.shell.show(typedScreen(entered, this.home));
  }

  /** Whose account is it? Nothing is linked before the person has seen that. */
  async look(secret: string): Promise<void> {
    const found = await look(secret);
    if (found.kind !== "ok") {
      this.fail(found, () => void this.look(secret));
      return;
    }
    const go = (name: string) => this.link(secret, found.value, name);
    this.shell.show(lookScreen(found.value, homeScreenHint(), go, this.home));
  }

  private async link(secret: string, owner: Owner, name: string): Promise<void> {
    const key = await makeDeviceKey();
    const answer = await link(secret, key, name);
    if (answer.kind !== "ok") {
      this.fail(answer, () => void this.look(secret));
      return;
    }
    const { signingKey } = key;
    const account: Account = { ...owner, device: answer.value, name, signingKey, state: "waiting" };
    await this.store.keep(account);
    void navigator.storage?.persist?.();
    await this.confirm(account);
  }

  /** Waits until the other screen said yes, or the phone is forgotten. */
  async confirm(account: Account): Promise<void> {
    const wanted = new AbortController();
    const cancel = () => void this.store.remove(account.device).then(this.home);
    this.shell.show(confirmScreen(account.name, cancel, () => wanted.abort()));
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
      await pause(ASK_AGAIN_MILLIS, wanted.signal);
    }
  }

  /** The secret of the codes is handed out once: it becomes a key before anything else. */
  private async finish(account: Account): Promise<void> {
    const secret = await codeSecret(account);
    const codes = secret.kind === "ok" ? { codeKey: await codeKey(secret.value) } : {};
    const linked: Account = { ...account, ...codes, state: "linked" };
    await this.store.keep(linked);
    this.linked(linked);
  }

  private fail(why: Outcome<never>, again: () => void): void {
    const [title, text] = failureWords(why);
    const retry = why.kind === "gone" ? [] : [button("Try again", again, "primary")];
    const back = button("Back", this.home, why.kind === "gone" ? "primary" : "link");
    this.shell.show(messageScreen("warn", title, text, ...retry, back));
  }
}

function failureWords(why: Outcome<never>): readonly [string, string] {
  switch (why.kind) {
    case "gone":
      return [
        "This code is not good any more",
        "It works once, for 10 minutes, until it is confirmed. Make a new one on the other screen.",
      ];
    case "wait":
      return ["Too many tries", `Try again in ${waitWords(why.seconds)}.`];
    case "offline":
      return ["No network", "Linking needs one. Try again when you have it."];
    default:
      return ["That did not work", "The portal could not answer. Try again."];
  }
}
