import { afterEach, beforeAll, beforeEach, expect, it, vi } from "vitest";
import { makeDeviceKey } from "../src/keys/signing";
import type { Linked } from "../src/server/caller";
import { watch } from "../src/server/watch";
import { type Reply, events, json, standIn } from "./server";

let phone: Linked;
let wanted: AbortController;
let told: string[];
let running: Promise<void>;

beforeAll(async () => {
  phone = { device: "d", signingKey: (await makeDeviceKey()).signingKey };
});

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
  wanted = new AbortController();
  told = [];
});

afterEach(async () => {
  wanted.abort();
  await running;
  vi.useRealTimers();
});

const gone: Reply = () =>
  new Response(null, { status: 404, headers: { Date: new Date().toUTCString() } });

function watching(streamed = true): void {
  const listener = {
    heard: (list: unknown[]) => told.push(`heard ${list.length}`),
    gone: () => told.push("gone"),
    disabled: () => told.push("disabled"),
    busy: () => told.push("busy"),
    offline: () => told.push("offline"),
  };
  running = watch(phone, wanted.signal, listener, streamed);
}

async function until(what: string[]): Promise<void> {
  await vi.waitFor(
    () => {
      vi.advanceTimersByTime(500);
      expect(told).toEqual(what);
    },
    { timeout: 4_000 },
  );
}

it("hears of sign-ins by events, and opens the stream again when it ends", async () => {
  const asked = standIn(
    events("event: requests\ndata: []\n\n"),
    events("event: requests\ndata: []\n\n"),
    gone,
    gone,
  );
  watching();
  await until(["heard 0", "heard 0", "gone"]);
  expect(asked.map(({ path }) => path)).toEqual([
    ...Array(3).fill("/app/api/events"),
    "/app/api/me",
  ]);
});

it("asks for the list where no stream opens", async () => {
  const asked = standIn(json({}, 502), json([]), json([]), gone, gone);
  watching();
  await until(["heard 0", "heard 0", "gone"]);
  expect(asked.map(({ path }) => path.replace("/app/api/", ""))).toEqual([
    "events",
    "requests",
    "requests",
    "requests",
    "me",
  ]);
});

it("only asks where too many streams are open already", async () => {
  const asked = standIn(json([]), gone, gone);
  watching(false);
  await until(["heard 0", "gone"]);
  expect(asked.some(({ path }) => path === "/app/api/events")).toBe(false);
});

it("says that there is no network, and goes on when there is", async () => {
  const noNetwork: Reply = () => {
    throw new TypeError("no network");
  };
  standIn(noNetwork, noNetwork, json([]), gone, gone);
  watching();
  await until(["offline", "heard 0", "gone"]);
});

it("says that the account is disabled, and goes on until it is enabled", async () => {
  const disabled = json({ state: "disabled" }, 403);
  standIn(disabled, disabled, disabled, json([]), gone, gone);
  watching();
  await until(["disabled", "disabled", "heard 0", "gone"]);
});

it("does not take a busy server or a proxy's refusal for a missing network", async () => {
  const page: Reply = () => new Response("<html>", { status: 403 });
  standIn(json({}, 502), json({}, 429), json({}, 500), page, json([]), gone, gone);
  watching();
  await until(["busy", "busy", "busy", "heard 0", "gone"]);
});

it("says nothing any more when it is not wanted", async () => {
  standIn(events("event: requests\ndata: []\n\n"), json([]), json([]));
  watching();
  await until(["heard 0"]);
  wanted.abort();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(told).toEqual(["heard 0"]);
});

it("does not give a phone up for one wrong 404", async () => {
  standIn(gone, json({ state: "waiting" }), events("event: requests\ndata: []\n\n"), gone, gone);
  watching();
  await until(["heard 0", "gone"]);
});
