import { type Account, inOrder } from "../accounts/account";
import { type Code, codeAt } from "../codes/code";
import { el } from "../dom";
import type { Screen } from "../shell";
import { Card, type CardWays } from "./card";
import { acts, button, heading, notice } from "./parts";

export interface AccountsWays extends CardWays {
  answer?(): void;
  wake?(): void;
  install?(): void;
  /** a note on the links of this phone */
  hint?: string;
  another(): void;
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
    title: "Your accounts",
    home: true,
    leave: () => clearInterval(timer),
    body: [
      heading("Your accounts"),
      ...(ways.answer ? [waiting(ways.answer)] : []),
      el("div", { class: "accounts" }, ...cards.map((card) => card.node)),
      ...(ways.hint ? [notice("warn", ways.hint)] : []),
      ...(ways.wake ? [wakeOffer(ways.wake)] : []),
      acts(
        button("Link another account", () => ways.another()),
        ...(ways.install ? [button("Install this app", ways.install, "link")] : []),
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
  const note = notice("info", "A sign-in waits for your answer.");
  note.append(button("Answer it", answer, "primary"));
  return note;
}

function wakeOffer(wake: () => void): HTMLElement {
  const note = notice("info", "This phone does not tell you yet when a sign-in waits.");
  note.append(button("Allow notifications", wake));
  return note;
}
