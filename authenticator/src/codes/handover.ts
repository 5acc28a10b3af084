import type { Account } from "../accounts/account";
import type { AccountStore } from "../accounts/store";
import { codeKept, codeSecret } from "../server/linking";
import { codeKey } from "./code";

/**
 * Takes over the secret of an account's codes, which becomes a key before anything else. The server hands it out until
 * it is told that it is kept here, so an answer that was lost costs nothing. What fails now is done at the next start.
 */
export async function takeOverCodes(store: AccountStore, account: Account): Promise<void> {
  const key = account.codeKey ?? (await take(store, account));
  if (key !== undefined && account.codeKept !== true) {
    const told = await codeKept(account);
    if (told.kind === "ok") {
      await store.change(account.device, { codeKept: true });
    }
  }
}

async function take(store: AccountStore, account: Account): Promise<CryptoKey | undefined> {
  const secret = await codeSecret(account);
  if (secret.kind !== "ok") {
    return undefined;
  }
  const key = await codeKey(secret.value);
  await store.change(account.device, { codeKey: key });
  return key;
}
