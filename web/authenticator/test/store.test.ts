import "fake-indexeddb/auto";
import { beforeEach, expect, it } from "vitest";
import { type Account, inOrder } from "../src/accounts/account";
import { AccountStore } from "../src/accounts/store";
import { codeAt, codeKey } from "../src/codes/code";
import { makeDeviceKey, sign } from "../src/keys/signing";

const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

let store: AccountStore;

beforeEach(async () => {
  indexedDB = new IDBFactory();
  store = await AccountStore.open();
});

async function account(device: string): Promise<Account> {
  const { signingKey } = await makeDeviceKey();
  const who = { service: "Lindenmoor", host: "portal.example", username: "h.brambleway" };
  return { ...who, device, name: "Phone", signingKey, state: "linked" };
}

it("keeps accounts with keys that still work when the app is opened again", async () => {
  await store.keep({ ...(await account("a")), codeKey: await codeKey(SECRET) });
  const kept = await (await AccountStore.open()).find("a");
  expect((await codeAt(kept?.codeKey as CryptoKey, 59_000)).digits).toBe("287082");
  expect(await sign(kept?.signingKey as CryptoKey, "text")).toHaveLength(86);
  expect(kept?.signingKey.extractable).toBe(false);
});

it("changes what it keeps and nothing else", async () => {
  await store.keep(await account("a"));
  await store.change("a", { state: "gone" });
  expect(await store.find("a")).toMatchObject({ state: "gone", name: "Phone" });
});

it("does not bring back what has since been removed", async () => {
  await store.keep(await account("a"));
  await store.remove("a");
  await store.change("a", { state: "gone" });
  expect(await store.all()).toEqual([]);
});

it("removes one account and leaves the other", async () => {
  await store.keep(await account("a"));
  await store.keep(await account("b"));
  await store.remove("a");
  expect((await store.all()).map(({ device }) => device)).toEqual(["b"]);
});

it("lists accounts by service, then by name", async () => {
  const one = { ...(await account("1")), service: "B", username: "b" };
  const two = { ...(await account("2")), service: "B", username: "a" };
  const three = { ...(await account("3")), service: "A", username: "c" };
  expect(inOrder([one, two, three]).map(({ device }) => device)).toEqual(["3", "2", "1"]);
});
