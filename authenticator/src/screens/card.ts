import type { Account } from "../accounts/account";
import type { Code } from "../codes/code";
import { el } from "../dom";
import { spaced } from "../words";
import { button, notice, small } from "./parts";

export interface CardWays {
  goOn(account: Account): void;
  remove(account: Account): void;
}

const COPIED_MILLIS = 2_000;

/** An account with its current code. */
export class Card {
  readonly node: HTMLElement;
  private readonly digits = el("span", { class: "code__digits" }, "••• •••");
  private readonly left = el("span", {});
  private drain = drainOf(30);
  private code: Code | undefined;

  constructor(
    readonly account: Account,
    ways: CardWays,
  ) {
    const { service, username } = account;
    const heading = el("h2", {}, service);
    heading.append(el("span", { class: "account__name" }, username));
    const remove = button("Remove", () => ways.remove(account), "link");
    remove.setAttribute("aria-label", `Remove ${username} at ${service}`);
    this.node = el(
      "section",
      { class: "card account" },
      el("div", { class: "account__head" }, heading, remove),
      ...this.content(ways),
    );
  }

  /** Shows a code; only changed nodes are updated. */
  show(code: Code): void {
    if (code.digits !== this.code?.digits) {
      this.digits.textContent = spaced(code.digits);
      const drain = drainOf(code.secondsLeft);
      this.drain.replaceWith(drain);
      this.drain = drain;
    }
    this.left.textContent = `New code in ${code.secondsLeft} s`;
    this.code = code;
  }

  private content(ways: CardWays): Node[] {
    switch (this.account.state) {
      case "waiting":
        return [
          notice("info", "Not confirmed on the other screen yet."),
          button("Go on", () => ways.goOn(this.account)),
        ];
      case "gone":
        return [notice("warn", "Not linked any more. Remove it, or link this phone anew.")];
      case "linked":
        return this.account.codeKey
          ? this.codeParts()
          : [small("Approves sign-ins. For codes without a network, link this phone anew.")];
    }
  }

  private codeParts(): Node[] {
    const copy = button("Copy", () => void this.copy(copy));
    copy.setAttribute("aria-label", `Copy the code of ${this.account.username}`);
    return [
      el("div", { class: "code" }, this.digits, copy),
      this.drain,
      el("p", { class: "small muted" }, this.left),
    ];
  }

  private async copy(pressed: HTMLButtonElement): Promise<void> {
    if (this.code !== undefined) {
      await navigator.clipboard.writeText(this.code.digits);
      pressed.textContent = "Copied";
      setTimeout(() => (pressed.textContent = "Copy"), COPIED_MILLIS);
    }
  }
}

/** A bar that is empty when the code changes. */
function drainOf(secondsLeft: number): HTMLElement {
  return el("span", { class: `drain drain--${secondsLeft}`, "aria-hidden": "true" });
}
