import { beforeEach, expect, it, vi } from "vitest";
import type { Account } from "../src/accounts/account";
import type { SignInRequest } from "../src/protocol/answers";
import { Watches } from "../src/watches";

type Heard = (requests: SignInRequest[]) => void;

const server = vi.hoisted(() => ({ heard: new Map<string, Heard>() }));

vi.mock("../src/server/watch", () => ({
  watch: ({ device }: Account, _wanted: AbortSignal, listener: { heard: Heard }) => {
    server.heard.set(device, listener.heard);
    return Promise.resolve();
  },
}));

const account = (device: string) => ({ device, state: "linked" }) as Account;
const request = (id: string) => ({ id }) as SignInRequest;

let watches: Watches;

beforeEach(() => {
  server.heard.clear();
  watches = new Watches({ changed: () => {}, gone: () => {}, offline: () => {} });
});

const hear = (device: string, ...requests: SignInRequest[]) => server.heard.get(device)?.(requests);
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
