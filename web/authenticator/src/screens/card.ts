import { el } from "sallyport-common/dom";
import type { Account } from "../accounts/account";
import type { Code } from "../codes/code";
import { text } from "../messages";
import { spaced } from "../words";
import { button, notice, small } from "./parts";

export interface CardWays {
  goOn(account: Account): void;
  remove(account: Account): void;
  /** Whether the account is disabled at the portal, as far as this phone knows. */
  isDisabled(account: Account): boolean;
}

const COPIED_MILLIS = 2_000;

/** An account with its current code. */
export class Card {
  readonly node: HTMLElement;
  private readonly digits = el("span", { class: "code__digits" }, "••• •••");
  private readonly left = el("span", {});
  private bar = countdownBar(30);
  private code: Code | undefined;

  constructor(
    readonly account: Account,
    ways: CardWays,
  ) {
    const { service, username } = account;
    const heading = el("h2", {}, service);
    heading.append(el("span", { class: "account__name" }, username));
    const remove = button(text("app.account.remove"), () => ways.remove(account), "link");
    remove.setAttribute("aria-label", text("app.account.remove-label", username, service));
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
      const bar = countdownBar(code.secondsLeft);
      this.bar.replaceWith(bar);
      this.bar = bar;
    }
    this.left.textContent = text("app.account.new-code", code.secondsLeft);
    this.code = code;
  }

  private content(ways: CardWays): Node[] {
    switch (this.account.state) {
      case "waiting":
        return [
          notice("info", text("app.account.unconfirmed")),
          button(text("app.continue"), () => ways.goOn(this.account)),
        ];
      case "gone":
        return [notice("warn", text("app.account.gone"))];
      case "linked":
        return this.linkedParts(ways);
    }
  }

  private linkedParts(ways: CardWays): Node[] {
    if (ways.isDisabled(this.account)) {
      return [notice("warn", text("app.account.disabled"))];
    }
    return this.account.codeKey ? this.codeParts() : [small(text("app.account.no-codes"))];
  }

  private codeParts(): Node[] {
    const copy = button(text("app.account.copy"), () => void this.copy(copy));
    copy.setAttribute("aria-label", text("app.account.copy-label", this.account.username));
    return [
      el("div", { class: "code" }, this.digits, copy),
      this.bar,
      el("p", { class: "small muted" }, this.left),
    ];
  }

  private async copy(pressed: HTMLButtonElement): Promise<void> {
    if (this.code !== undefined) {
      await navigator.clipboard.writeText(this.code.digits);
      pressed.textContent = text("app.account.copied");
      setTimeout(() => (pressed.textContent = text("app.account.copy")), COPIED_MILLIS);
    }
  }
}

/** A bar that is empty when the code changes. */
function countdownBar(secondsLeft: number): HTMLElement {
  return el("span", { class: `drain drain--${secondsLeft}`, "aria-hidden": "true" });
}
