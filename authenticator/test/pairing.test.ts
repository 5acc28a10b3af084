import { describe, expect, it } from "vitest";
import { inGroups, readScanned, secretOfHash, typedSecret } from "../src/protocol/pairing";

const SECRET = "ABCDEFGHIJKLMNOPQRSTUV27";
const ORIGIN = "https://portal.example";

describe("a typed secret", () => {
  it.each([
    ["as it is shown", "ABCD EFGH IJKL MNOP QRST UV27"],
    ["in small letters", "abcd efgh ijkl mnop qrst uv27"],
    ["with hyphens", "ABCD-EFGH-IJKL-MNOP-QRST-UV27"],
    ["without gaps", SECRET],
  ])("is taken %s", (_how, text) => {
    expect(typedSecret(text)).toBe(SECRET);
  });

  it("may have digits in place of the letters that look like them", () => {
    expect(typedSecret("A8CD EFGH 1JKL MN0P QRST UV27")).toBe(SECRET);
  });

  it.each(["", "ABCD", `${SECRET}A`, "ABCD EFGH IJKL MNOP QRST UV2!"])("is none: %s", (text) => {
    expect(typedSecret(text)).toBeUndefined();
  });

  it("is shown in groups of four", () => {
    expect(inGroups(SECRET)).toBe("ABCD EFGH IJKL MNOP QRST UV27");
  });
});

describe("a scanned code", () => {
  it("holds the secret of this portal", () => {
    const scanned = readScanned(`${ORIGIN}/app/#link=${SECRET}`, ORIGIN);
    expect(scanned).toEqual({ kind: "secret", secret: SECRET });
  });

  it("of another portal is not followed", () => {
    const scanned = readScanned(`https://evil.example/app/#link=${SECRET}`, ORIGIN);
    expect(scanned).toEqual({ kind: "elsewhere", host: "evil.example" });
  });

  it.each([
    "otpauth://totp/Sallyport:hester?secret=ABCD",
    "https://portal.example/app/#link=SHORT",
    `https://portal.example/other/#link=${SECRET}`,
    "just words",
  ])("is none: %s", (text) => {
    expect(readScanned(text, ORIGIN)).toEqual({ kind: "none" });
  });
});

describe("the address that the app is opened with", () => {
  it("may carry a secret", () => {
    expect(secretOfHash(`#link=${SECRET}`)).toBe(SECRET);
  });

  it.each(["", "#", "#link=", `#other=${SECRET}`])("carries none: %s", (hash) => {
    expect(secretOfHash(hash)).toBeUndefined();
  });
});
