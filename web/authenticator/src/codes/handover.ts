import type { Account } from "../accounts/account";
import type { AccountStore } from "../accounts/store";
import { codeKept, codeSecret } from "../server/linking";
import { codeKey } from "./code";

/**
 * Fetches the secret of an account's codes and imports it as a key at once. The server sends the
 * secret until it is told that the key is stored here, so a lost response does no harm. A failure
 * is retried at the next start.
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
