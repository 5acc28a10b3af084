import "fake-indexeddb/auto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Account, State } from "../src/accounts/account";
import { AccountStore } from "../src/accounts/store";
import { makeDeviceKey } from "../src/keys/signing";
import { Linking, settle } from "../src/linking";
import { Removing } from "../src/removing";
import type { Screen, Shell } from "../src/shell";
import { type Asked, json, standIn } from "./server";

/** Arguments with which the screens were called. */
const shown = vi.hoisted(() => ({
  link: (_name: string): Promise<void> => Promise.resolve(),
  refused: [] as string[],
  again: undefined as (() => void) | undefined,
  cancel: undefined as (() => void) | undefined,
  reason: "",
}));

vi.mock("../src/screens/look", () => ({
  lookScreen: (_owner: unknown, _words: unknown, link: typeof shown.link) => {
    shown.link = link;
    return { title: "look", body: [], refuse: (text: string) => shown.refused.push(text) };
  },
}));
vi.mock("../src/screens/message", () => ({
  messageScreen: (_kind: string, title: string) => ({ title, body: [] }),
}));
vi.mock("../src/screens/confirm", () => ({
  confirmScreen: (_name: string, cancel: () => void, leave: () => void) => {
    shown.cancel = cancel;
    return { title: "confirm", body: [], leave };
  },
}));
vi.mock("../src/screens/remove", () => ({
  notRemovedScreen: (reason: string) => {
    shown.reason = reason;
    return { title: "not removed", body: [] };
  },
}));
vi.mock("../src/screens/parts", () => ({
  button: (words: string, press: () => void) => {
    if (words === "Try again") {
      shown.again = press;
    }
    return {};
  },
}));
vi.mock("../src/installing", () => ({ homeScreenHint: () => undefined }));
vi.mock("../src/keeping", () => ({ askToKeep: () => "kept" }));
vi.mock("../src/phoneName", () => ({ phoneName: () => Promise.resolve("Phone") }));
vi.mock("../src/push/notifications", () => ({ unregisterPushEndpoint: () => Promise.resolve() }));

const OWNER = { service: "Lindenmoor", host: "portal.example", username: "h" };
const DATE = { Date: new Date().toUTCString() };

let store: AccountStore;
let titles: string[];
let removed: string[];
let linked: string[];
let linking: Linking;
let removing: Removing;

beforeEach(async () => {
  indexedDB = new IDBFactory();
  store = await AccountStore.open();
  titles = [];
  removed = [];
  linked = [];
  Object.assign(shown, { refused: [], again: undefined, cancel: undefined, reason: "" });
  vi.stubGlobal("location", { origin: "https://portal.example" });
  let now: Screen | undefined;
  const show = (screen: Screen) => {
    now = screen;
    titles.push(screen.title);
  };
  const shell = { show, isShowing: (screen: Screen) => screen === now } as unknown as Shell;
  linking = new Linking(
    shell,
    store,
    () => {},
    ({ device }) => linked.push(device),
    ({ device }) => removed.push(device),
  );
  removing = new Removing(
    shell,
    store,
    () => {},
    () => {},
  );
});

async function kept(state: State): Promise<Account> {
  const { signingKey } = await makeDeviceKey();
  const account: Account = { ...OWNER, device: "d", name: "Phone", signingKey, state };
  await store.keep(account);
  return account;
}

const keyOf = (asked: Asked | undefined) => JSON.parse(asked?.body ?? "{}").publicKey as string;

describe("linking", () => {
  it("says at the field that a name will not do", async () => {
    standIn(json(OWNER), json({ problem: "No address." }, 422));
    await linking.look("SECRET");
    await shown.link("Dr.Maes");
    expect(shown.refused).toEqual(["No address."]);
    expect(titles).toEqual(["look"]);
  });

  it("tries again with the same key after an answer that was lost", async () => {
    const asked = standIn(json(OWNER));
    await linking.look("SECRET");
    await shown.link("Phone");
    expect(titles).toEqual(["look", "No network"]);
    const again = standIn(json({ device: "d" }), json({ state: "linked", ...OWNER }));
    shown.again?.();
    await vi.waitFor(() => expect(linked).toEqual(["d"]));
    expect(keyOf(again[0])).toBe(keyOf(asked[1]));
    expect(await store.find("d")).toMatchObject({ state: "linked" });
  });

  it("goes back to the field if a retry finds that a name will not do", async () => {
    standIn(json(OWNER));
    await linking.look("SECRET");
    await shown.link("Dr.Maes");
    expect(titles).toEqual(["look", "No network"]);
    standIn(json({ problem: "No address." }, 422));
    shown.again?.();
    await vi.waitFor(() => expect(shown.refused).toEqual(["No address."]));
    expect(titles).toEqual(["look", "No network", "look"]);
  });

  it("that is cancelled is for the portal to hear, and not forgotten here", async () => {
    standIn(json({ state: "waiting" }));
    const account = await kept("waiting");
    void linking.confirm(account);
    shown.cancel?.();
    expect(removed).toEqual(["d"]);
    expect(await store.find("d")).toBeDefined();
  });

  it("that was confirmed keeps what was kept meanwhile", async () => {
    const account = await kept("waiting");
    const codeKey = account.signingKey;
    await store.change("d", { codeKey, codeKept: true });
    standIn();
    await settle(store, account);
    expect(await store.find("d")).toMatchObject({ state: "linked", codeKept: true });
  });
});

describe("removing", () => {
  it.each<State>(["waiting", "linked"])("a phone that is %s tells the portal", async (state) => {
    const asked = standIn(() => new Response(null, { status: 204 }));
    await removing.everywhere(await kept(state));
    expect(asked[0]).toMatchObject({ method: "DELETE", path: "/app/api/me" });
    expect(await store.find("d")).toBeUndefined();
  });

  it("keeps the key of a phone that was confirmed while the app was shut, and is the last", async () => {
    standIn(json({ state: "last" }, 409));
    await removing.everywhere(await kept("waiting"));
    expect(shown.reason).toContain("This is the only phone that approves your sign-ins.");
    expect(await store.find("d")).toBeDefined();
  });

  it("says what it means where the portal cannot be told", async () => {
    standIn();
    await removing.everywhere(await kept("waiting"));
    expect(shown.reason).toContain("do not press Link phone");
  });

  it("asks the portal nothing where it knows the phone no more", async () => {
    const asked = standIn(json({}, 404, DATE));
    await removing.everywhere(await kept("gone"));
    expect(asked).toEqual([]);
  });
});
