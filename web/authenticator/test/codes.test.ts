import { Secret, TOTP } from "otpauth";
import { describe, expect, it } from "vitest";
import { fromBase32 } from "../src/codes/base32";
import { codeAt, codeKey } from "../src/codes/code";

/** The secret of RFC 6238, appendix B: "12345678901234567890". */
const RFC_SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ";

describe("RFC 6238, appendix B: SHA-1, the last six of the eight digits", () => {
  it.each([
    [59, "287082"],
    [1111111109, "081804"],
    [1111111111, "050471"],
    [1234567890, "005924"],
    [2000000000, "279037"],
    [20000000000, "353130"],
  ])("at %i seconds", async (seconds, digits) => {
    const key = await codeKey(RFC_SECRET);
    expect((await codeAt(key, seconds * 1000)).digits).toBe(digits);
  });
});

it("agrees with another implementation", async () => {
  for (let round = 0; round < 50; round++) {
    const secret = new Secret({ size: 20 });
    const theirs = new TOTP({ secret, algorithm: "SHA1", digits: 6, period: 30 });
    const millis = 1_795_521_600_000 + round * 29_999;
    const ours = await codeAt(await codeKey(secret.base32), millis);
    expect(ours.digits).toBe(theirs.generate({ timestamp: millis }));
  }
});

it("says how long a code is good for", async () => {
  const key = await codeKey(RFC_SECRET);
  expect((await codeAt(key, 30_000)).secondsLeft).toBe(30);
  expect((await codeAt(key, 59_999)).secondsLeft).toBe(1);
});

it("keeps a key that cannot be read out", async () => {
  const key = await codeKey(RFC_SECRET);
  await expect(crypto.subtle.exportKey("raw", key)).rejects.toThrow();
});

describe("base32, RFC 4648, section 10", () => {
  it.each([
    ["", ""],
    ["MY======", "f"],
    ["MZXQ====", "fo"],
    ["MZXW6===", "foo"],
    ["MZXW6YQ=", "foob"],
    ["MZXW6YTB", "fooba"],
    ["MZXW6YTBOI======", "foobar"],
    ["mzxw 6ytb-oi", "foobar"],
  ])("%s", (text, bytes) => {
    expect(new TextDecoder().decode(fromBase32(text))).toBe(bytes);
  });

  it("holds no other letters", () => {
    expect(() => fromBase32("MZX1")).toThrow();
  });
});
