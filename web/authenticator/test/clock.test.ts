import "fake-indexeddb/auto";
import { beforeAll, beforeEach, expect, it, vi } from "vitest";
import { makeDeviceKey } from "../src/keys/signing";
import type { Linked } from "../src/server/caller";
import { json, standIn } from "./server";

const MINUTE = 60_000;

let phone: Linked;

beforeAll(async () => {
  phone = { device: "d", signingKey: (await makeDeviceKey()).signingKey };
});

beforeEach(() => {
  indexedDB = new IDBFactory();
});

/** The modules of an app that has just been opened. */
async function opened() {
  vi.resetModules();
  const clock = await import("../src/server/clock");
  const { callSigned } = await import("../src/server/caller");
  const { storedOffset } = await import("../src/server/offset");
  await clock.restoreClock();
  return {
    ahead: () => clock.now() - Date.now(),
    storedOffset,
    async isAnswered(millisAhead: number, status = 200) {
      const date = new Date(Date.now() + millisAhead).toUTCString();
      standIn(json({}, status, { Date: date }));
      await callSigned(phone, "GET", "/app/api/me");
    },
  };
}

it("is corrected by an answer to a signed call", async () => {
  const app = await opened();
  await app.isAnswered(MINUTE);
  expect(Math.abs(app.ahead() - MINUTE)).toBeLessThan(2_000);
  await app.isAnswered(-MINUTE / 2);
  expect(Math.abs(app.ahead() + MINUTE / 2)).toBeLessThan(2_000);
});

it("is not corrected by a few seconds", async () => {
  const app = await opened();
  await app.isAnswered(4_000);
  await app.isAnswered(-3_000);
  expect(app.ahead()).toBe(0);
});

it("is not corrected by more than the server accepts", async () => {
  const app = await opened();
  await app.isAnswered(3 * MINUTE);
  await app.isAnswered(-3 * MINUTE);
  expect(app.ahead()).toBe(0);
});

it("is not corrected by an answer that failed", async () => {
  const app = await opened();
  await app.isAnswered(MINUTE, 503);
  expect(app.ahead()).toBe(0);
});

it("is still correct when the app is opened again without a network", async () => {
  const app = await opened();
  await app.isAnswered(MINUTE);
  await vi.waitFor(async () => expect(await app.storedOffset()).toBeGreaterThan(MINUTE - 2_000));
  expect(Math.abs((await opened()).ahead() - MINUTE)).toBeLessThan(2_000);
});
