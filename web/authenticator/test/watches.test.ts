import { beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../src/accounts/account";
import type { SignInRequest } from "../src/protocol/answers";
import type { Listener } from "../src/server/watch";
import { Watches } from "../src/watches";

const server = vi.hoisted(() => ({ listeners: new Map<string, Listener>() }));

vi.mock("../src/server/watch", () => ({
  watch: ({ device }: Account, _wanted: AbortSignal, listener: Listener) => {
    server.listeners.set(device, listener);
    return Promise.resolve();
  },
}));

const account = (device: string) => ({ device, state: "linked" }) as Account;
const request = (id: string) => ({ id }) as SignInRequest;

let watches: Watches;
let told: string[];

beforeEach(() => {
  server.listeners.clear();
  told = [];
  watches = new Watches({
    changed: () => {},
    gone: () => {},
    disabled: ({ device }, disabled) => told.push(`${device} disabled: ${disabled}`),
    offline: (offline) => told.push(`offline: ${offline}`),
  });
});

const hear = (device: string, ...requests: SignInRequest[]) =>
  server.listeners.get(device)?.heard(requests);
const waiting = () => watches.waiting().map((it) => it.request.id);

it("keeps a question while the app was away, until its own account is heard again", () => {
  watches.start([account("one"), account("two")]);
  hear("two", request("asked"));
  watches.stop();
  watches.start([account("one"), account("two")]);
  hear("one");
  expect(waiting()).toEqual(["asked"]);
  hear("two");
  expect(waiting()).toEqual([]);
});

it("forgets the questions of an account that is linked no more", () => {
  watches.start([account("one"), account("two")]);
  hear("two", request("asked"));
  watches.start([account("one")]);
  expect(waiting()).toEqual([]);
});

it("tells a disabled account and a busy server apart from a missing network", () => {
  watches.start([account("one")]);
  server.listeners.get("one")?.offline();
  server.listeners.get("one")?.busy();
  server.listeners.get("one")?.disabled();
  hear("one");
  expect(told).toEqual([
    "offline: true",
    "offline: false",
    "offline: false",
    "one disabled: true",
    "offline: false",
    "one disabled: false",
  ]);
});
