import { beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../src/accounts/account";
import { Card } from "../src/screens/card";

/** Texts of the notices that were drawn. */
const drawn = vi.hoisted(() => ({ notices: [] as string[], copies: 0 }));

vi.mock("sallyport-common/dom", () => ({
  el: () => ({ append: () => {}, replaceWith: () => {} }),
}));
vi.mock("../src/screens/parts", () => ({
  button: (words: string) => {
    drawn.copies += words === "Copy" ? 1 : 0;
    return { setAttribute: () => {} };
  },
  notice: (_kind: string, words: string) => drawn.notices.push(words),
  small: () => ({}),
}));

const OWNER = { service: "Lindenmoor", host: "portal.example", username: "h" };
const account = { ...OWNER, device: "d", state: "linked", codeKey: {} } as unknown as Account;

beforeEach(() => {
  Object.assign(drawn, { notices: [], copies: 0 });
});

function draw(disabled: boolean): void {
  new Card(account, { goOn: () => {}, remove: () => {}, isDisabled: () => disabled });
}

it("shows the code of an account", () => {
  draw(false);
  expect(drawn).toEqual({ notices: [], copies: 1 });
});

it("says that an account is disabled, in place of a code that is not accepted", () => {
  draw(true);
  expect(drawn.notices).toEqual([
    "This account is disabled at the portal. This phone works again when the account is enabled.",
  ]);
  expect(drawn.copies).toBe(0);
});
