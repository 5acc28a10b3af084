import { el } from "sallyport-common/dom";
import { type Account, inOrder } from "../accounts/account";
import { type Code, codeAt } from "../codes/code";
import { text } from "../messages";
import type { Screen } from "../shell";
import { Card, type CardWays } from "./card";
import { languageButton } from "./language";
import { acts, button, heading, notice } from "./parts";

export interface AccountsWays extends CardWays {
  answer?(): void;
  allowNotifications?(): void;
  install?(): void;
  /** a note on the links of this phone */
  hint?: string;
  another(): void;
  languages(): void;
  /** The name of the language that is spoken, in itself. */
  readonly language: string;
}

/** The linked accounts with their codes. */
export function accountsScreen(
  accounts: readonly Account[],
  now: () => number,
  ways: AccountsWays,
): Screen {
  const cards = inOrder(accounts).map((account) => new Card(account, ways));
  const tick = () => cards.forEach((card) => void refresh(card, now()));
  const timer = setInterval(tick, 500);
  tick();
  return {
    title: text("app.accounts.heading"),
    home: true,
    leave: () => clearInterval(timer),
    body: [
      heading(text("app.accounts.heading")),
      ...(ways.answer ? [waiting(ways.answer)] : []),
      el("div", { class: "accounts" }, ...cards.map((card) => card.node)),
      ...(ways.hint ? [notice("warn", ways.hint)] : []),
      ...(ways.allowNotifications ? [notificationsOffer(ways.allowNotifications)] : []),
      acts(
        button(text("app.accounts.another"), () => ways.another()),
        ...(ways.install ? [button(text("app.install"), ways.install, "link")] : []),
        languageButton(ways.language, () => ways.languages()),
      ),
    ],
  };
}

async function refresh(card: Card, millis: number): Promise<void> {
  const key = card.account.codeKey;
  if (key !== undefined) {
    const code: Code = await codeAt(key, millis);
    card.show(code);
  }
}

function waiting(answer: () => void): HTMLElement {
  const note = notice("info", text("app.accounts.waiting"));
  note.append(button(text("app.accounts.answer"), answer, "primary"));
  return note;
}

function notificationsOffer(allowNotifications: () => void): HTMLElement {
  const note = notice("info", text("app.accounts.no-notifications"));
  note.append(button(text("app.allow-notifications"), allowNotifications));
  return note;
}
