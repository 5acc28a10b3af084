import { webcrypto } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { fromBase64url, bytesOf } from "../src/protocol/binary";
import { type DeviceKey, makeDeviceKey } from "../src/keys/signing";
import type { SignInRequest } from "../src/protocol/answers";
import { answerText, callText } from "../src/protocol/texts";
import { link, look, standing } from "../src/server/linking";
import { answer } from "../src/server/signIns";
import { type Asked, json, standIn } from "./server";

const REQUEST: SignInRequest = {
  purpose: "sign-in",
  id: "7",
  challenge: "c",
  service: "Lindenmoor",
  username: "h",
  browser: "Firefox",
  address: "203.0.113.24",
  at: 1,
  until: 2,
  digits: 2,
};
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" };

let key: DeviceKey;
const phone = () => ({ device: "d", signingKey: key.signingKey });

beforeAll(async () => {
  key = await makeDeviceKey();
});

beforeEach(() => {
  vi.stubGlobal("location", { origin: "https://portal.example" });
});

async function checks(text: string, signature: string): Promise<boolean> {
  const spki = fromBase64url(key.publicKey);
  const kind = { name: "ECDSA", namedCurve: "P-256" };
  const published = await webcrypto.subtle.importKey("spki", spki, kind, false, ["verify"]);
  return webcrypto.subtle.verify(SIGNATURE, published, fromBase64url(signature), bytesOf(text));
}

async function isSigned({ method, path, headers, body }: Asked): Promise<boolean> {
  const time = Number(headers.get("Sallyport-Time"));
  const text = await callText({ method, path, time, body: bytesOf(body) });
  return checks(text, headers.get("Sallyport-Signature") ?? "");
}

describe("a call of a linked phone", () => {
  it("is signed, body and all, and names the phone", async () => {
    const [asked] = await during(() => answer(phone(), REQUEST, "approve", "47"));
    expect(asked?.headers.get("Sallyport-Device")).toBe("d");
    expect(await isSigned(asked as Asked)).toBe(true);
  });

  it("holds an answer that is signed for this portal and this number", async () => {
    const [asked] = await during(() => answer(phone(), REQUEST, "approve", "47"));
    const { decision, number, signature } = JSON.parse((asked as Asked).body);
    const publicUrl = "https://portal.example";
    const text = answerText({ publicUrl, device: "d", id: "7", challenge: "c", decision, number });
    expect(await checks(text, signature)).toBe(true);
  });

  it("has no number where none belongs", async () => {
    const [asked] = await during(() => answer(phone(), REQUEST, "deny", ""));
    expect(JSON.parse((asked as Asked).body)).not.toHaveProperty("number");
  });

  it("is made once more with the server's time if this phone's clock is wrong", async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    const asked = standIn(json({}, 404, { Date: date }), json({ state: "waiting" }));
    expect(await standing(phone())).toEqual({ kind: "ok", value: { state: "waiting" } });
    const times = asked.map(({ headers }) => Number(headers.get("Sallyport-Time")));
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThan(3_500_000);
    standIn(json({}, 404, { Date: new Date().toUTCString() }), json({ state: "waiting" }));
    await standing(phone());
  });

  it("goes on with this phone's clock if the server's time does not help", async () => {
    const date = new Date(Date.now() + 3_600_000).toUTCString();
    standIn(json({}, 404, { Date: date }), json({}, 404, { Date: date }));
    expect(await standing(phone())).toEqual({ kind: "gone" });
    const asked = standIn(json({ state: "waiting" }));
    await standing(phone());
    expect(Number(asked[0]?.headers.get("Sallyport-Time"))).toBeLessThan(Date.now() + 60_000);
  });

  it("of a disabled account is told apart from one that failed", async () => {
    standIn(json({ state: "disabled" }, 403));
    expect(await standing(phone())).toEqual({ kind: "disabled" });
    standIn(json({ state: "disabled" }, 403));
    expect(await answer(phone(), REQUEST, "deny", "")).toEqual({ kind: "disabled" });
    standIn(json({}, 403));
    expect(await standing(phone())).toEqual({ kind: "fault" });
    standIn(() => new Response("<html>", { status: 403 }));
    expect(await standing(phone())).toEqual({ kind: "fault" });
  });

  it("that the server does not know is told as such, and not twice", async () => {
    const asked = standIn(json({}, 404, { Date: new Date().toUTCString() }));
    expect(await standing(phone())).toEqual({ kind: "gone" });
    expect(asked).toHaveLength(1);
  });
});

describe("an answer", () => {
  it.each([
    [{ state: "approved" }, 200, { kind: "approved" }],
    [{ state: "denied" }, 200, { kind: "denied" }],
    [{ state: "wrong-number", left: 2 }, 422, { kind: "wrong-number", left: 2 }],
    [{ state: "over" }, 410, { kind: "over" }],
    [{}, 404, { kind: "over" }],
  ])("%j with %i", async (body, status, verdict) => {
    standIn(json(body, status, { Date: new Date().toUTCString() }));
    expect(await answer(phone(), REQUEST, "deny", "")).toEqual({ kind: "ok", value: verdict });
  });

  it("without a network is no answer", async () => {
    standIn();
    expect(await answer(phone(), REQUEST, "deny", "")).toEqual({ kind: "offline" });
  });
});

describe("linking", () => {
  it("looks before it links", async () => {
    const owner = { service: "Lindenmoor", host: "portal.example", username: "h" };
    const asked = standIn(json(owner));
    expect(await look("SECRET")).toEqual({ kind: "ok", value: owner });
    expect(asked[0]).toMatchObject({ path: "/app/api/link/look", body: '{"secret":"SECRET"}' });
  });

  it("sends the public key and a signature in place of a linked phone's", async () => {
    const asked = standIn(json({ device: "d" }));
    expect(await link("SECRET", key, "Phone")).toEqual({ kind: "ok", value: { device: "d" } });
    const { publicKey, signature } = JSON.parse((asked[0] as Asked).body);
    expect(await checks(`sallyport link 1\nSECRET\n${publicKey}\nPhone`, signature)).toBe(true);
  });

  it("tells what is wrong with a name", async () => {
    standIn(json({ problem: "A name has no web address." }, 422));
    const refused = { kind: "ok", value: { refused: "A name has no web address." } };
    expect(await link("SECRET", key, "Dr.Maes")).toEqual(refused);
    standIn(json({ device: "d" }));
    expect(await link("SECRET", key, "Phone")).toEqual({ kind: "ok", value: { device: "d" } });
    standIn(json({}, 404));
    expect(await link("SECRET", key, "Phone")).toEqual({ kind: "gone" });
    standIn();
    expect(await link("SECRET", key, "Phone")).toEqual({ kind: "offline" });
  });

  it("says how long to wait after too many tries", async () => {
    standIn(json({}, 429, { "Retry-After": "120" }));
    expect(await look("SECRET")).toEqual({ kind: "wait", seconds: 120 });
  });

  it("takes no answer that is none", async () => {
    standIn(json({ service: "Lindenmoor" }));
    expect(await look("SECRET")).toEqual({ kind: "fault" });
  });
});

async function during(call: () => Promise<unknown>): Promise<Asked[]> {
  const asked = standIn(json({ state: "approved" }));
  await call();
  return asked;
}
