import "fake-indexeddb/auto";
import { describe, expect, it } from "vitest";
import type { Account } from "../src/accounts/account";
import { AccountStore } from "../src/accounts/store";
import { takeOverCodes } from "../src/codes/handover";
import { makeDeviceKey } from "../src/keys/signing";
import { unlink } from "../src/server/linking";
import { json, standIn } from "./server";

const SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";
const NOTHING = () => new Response(null, { status: 204 });

async function linked(device: string): Promise<{ store: AccountStore; account: Account }> {
  const { signingKey } = await makeDeviceKey();
  const about = {
    service: "Lindenmoor",
    host: "portal.example",
    username: "hester",
    name: "Pixel 9",
  };
  const account: Account = { ...about, device, signingKey, state: "linked" };
  const store = await AccountStore.open();
  await store.keep(account);
  return { store, account };
}

describe("the secret of the codes", () => {
  it("is kept before the server is told so", async () => {
    const { store, account } = await linked("one");
    const asked = standIn(json({ secret: SECRET }), NOTHING);
    await takeOverCodes(store, account);
    const kept = await store.find("one");
    expect(kept?.codeKey?.extractable).toBe(false);
    expect(kept?.codeKept).toBe(true);
    expect(asked.map(({ method, path }) => `${method} ${path}`)).toEqual([
      "GET /app/api/code-secret",
      "POST /app/api/code-secret/kept",
    ]);
  });

  it("is asked for again when the answer was lost", async () => {
    const { store, account } = await linked("two");
    standIn();
    await takeOverCodes(store, account);
    expect((await store.find("two"))?.codeKey).toBeUndefined();
    standIn(json({ secret: SECRET }), NOTHING);
    await takeOverCodes(store, account);
    expect((await store.find("two"))?.codeKept).toBe(true);
  });

  it("is not asked for again when only the last word was lost", async () => {
    const { store, account } = await linked("three");
    standIn(json({ secret: SECRET }));
    await takeOverCodes(store, account);
    const now = (await store.find("three")) as Account;
    expect(now.codeKey).toBeDefined();
    expect(now.codeKept).toBeUndefined();
    const asked = standIn(NOTHING);
    await takeOverCodes(store, now);
    expect(asked.map(({ path }) => path)).toEqual(["/app/api/code-secret/kept"]);
  });
});

describe("taking a phone off", () => {
  it.each([
    ["removed", NOTHING],
    ["removed", json({}, 404)],
    ["last", json({ state: "last" }, 409)],
    ["locked", json({ state: "locked" }, 409)],
  ])("comes to: %s", async (what, reply) => {
    const { account } = await linked("four");
    const asked = standIn(reply);
    expect(await unlink(account)).toEqual({ kind: "ok", value: what });
    expect(asked[0]).toMatchObject({ method: "DELETE", path: "/app/api/me" });
  });

  it("is not done without a network", async () => {
    const { account } = await linked("five");
    standIn();
    expect(await unlink(account)).toEqual({ kind: "offline" });
  });
});
