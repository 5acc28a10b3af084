import "fake-indexeddb/auto";
import { beforeEach, expect, it, vi } from "vitest";
import type { Account, State } from "../src/accounts/account";
import { AccountStore } from "../src/accounts/store";
import { makeDeviceKey } from "../src/keys/signing";
import { registerPushEndpoint } from "../src/push/notifications";
import { standIn } from "./server";

const ENDPOINT = "https://push.example/abc";
const NOTHING = () => new Response(null, { status: 204 });

let store: AccountStore;

beforeEach(async () => {
  indexedDB = new IDBFactory();
  store = await AccountStore.open();
  const subscription = {
    endpoint: ENDPOINT,
    toJSON: () => ({ endpoint: ENDPOINT, keys: { p256dh: "key", auth: "secret" } }),
  };
  const pushManager = { getSubscription: () => Promise.resolve(subscription) };
  const serviceWorker = { getRegistration: () => Promise.resolve({ pushManager }) };
  vi.stubGlobal("navigator", { serviceWorker });
});

async function keep(device: string, state: State): Promise<void> {
  const { signingKey } = await makeDeviceKey();
  const about = { service: "Lindenmoor", host: "portal.example", username: "h", name: "Phone" };
  const account: Account = { ...about, device, signingKey, state, wokenAt: ENDPOINT };
  await store.keep(account);
}

it("registers again what is registered, because the server may have lost it", async () => {
  await keep("one", "linked");
  await keep("two", "gone");
  const asked = standIn(NOTHING, NOTHING);
  expect(await registerPushEndpoint(store)).toBe(true);
  expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
    "PUT /app/api/subscription",
  ]);
  expect(JSON.parse(asked[0]?.body ?? "{}")).toEqual({
    endpoint: ENDPOINT,
    p256dh: "key",
    auth: "secret",
  });
});

it("does not say that it is registered where the server did not accept it", async () => {
  await keep("one", "linked");
  standIn(() => new Response(null, { status: 422 }));
  expect(await registerPushEndpoint(store)).toBe(false);
});
