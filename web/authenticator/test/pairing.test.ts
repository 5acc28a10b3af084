import { describe, expect, it } from "vitest";
import {
  inGroups,
  readScanned,
  readTyped,
  openedWith,
  secretOfHash,
  typedSecret,
} from "../src/protocol/pairing";

const SECRET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const ORIGIN = "https://portal.example";

describe("a typed secret", () => {
  it.each([
    ["as it is shown", "ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567"],
    ["in small letters", "abcd efgh ijkl mnop qrst uvwx yz23 4567"],
    ["with hyphens", "ABCD-EFGH-IJKL-MNOP-QRST-UVWX-YZ23-4567"],
    ["without gaps", SECRET],
  ])("is taken %s", (_how, text) => {
    expect(typedSecret(text)).toBe(SECRET);
  });

  it("may have digits in place of the letters that look like them", () => {
    expect(typedSecret("A8CD EFGH 1JKL MN0P QRST UVWX YZ23 4567")).toBe(SECRET);
  });

  it.each(["", "ABCD", `${SECRET}A`, "ABCD EFGH IJKL MNOP QRST UVWX YZ23 456!"])(
    "is none: %s",
    (text) => {
      expect(typedSecret(text)).toBeUndefined();
    },
  );

  it("is shown in groups of four", () => {
    expect(inGroups(SECRET)).toBe("ABCD EFGH IJKL MNOP QRST UVWX YZ23 4567");
  });
});

/** The same value as in the server's PairingSecretTest. */
const CHECKED = "AAIQ SEM6 2EKR VTHR PCEU ZVK7 54ZQ XPO7";

describe("a typed code", () => {
  const words = (text: string) => {
    const read = readTyped(text);
    return read.kind === "wrong" ? read.words : "";
  };

  it.each([
    CHECKED,
    CHECKED.toLowerCase(),
    CHECKED.replaceAll(" ", ""),
    CHECKED.replaceAll(" ", "-"),
  ])("is taken: %s", (text) => {
    expect(readTyped(text)).toEqual({ kind: "secret", secret: CHECKED.replaceAll(" ", "") });
  });

  it("names the group in which any one letter is wrong", () => {
    const letters = CHECKED.replaceAll(" ", "");
    for (let at = 0; at < letters.length; at++) {
      for (const other of "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".replace(letters[at] ?? "", "")) {
        const typed = letters.slice(0, at) + other + letters.slice(at + 1);
        expect(words(typed)).toContain(`group ${Math.floor(at / 4) + 1}, `);
      }
    }
  });

  it("names two groups that changed places", () => {
    expect(words("SEM6 AAIQ 2EKR VTHR PCEU ZVK7 54ZQ XPO7")).toContain(
      "group 1, “SEM6”; group 2, “AAIQ”",
    );
  });

  it("names the group that is too short or too long", () => {
    expect(words("AAIQ SE6 2EKR VTHR PCEU ZVK7 54ZQ XPO7")).toBe(
      "Group 2, “SE6”, has 3 letters instead of 4.",
    );
    expect(words("AAIQ SEM6 2EKRR VTHR PCEU ZVK7 54ZQ XPO7")).toContain(
      "Group 3, “2EKRR”, has 5 letters",
    );
  });

  it("counts what was typed without gaps", () => {
    expect(words("AAIQSEM62EKRVTHRPCEUZVK754ZQXPO")).toContain("this has 31");
    expect(words("")).toContain("this has 0");
  });

  it("names what is not part of any code", () => {
    expect(words("AAIQ SEM6 2EK9 VTHR PCEU ZVK7")).toContain(
      "“9” in group 3 is not part of any code",
    );
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
    expect(openedWith(`#link=${SECRET}`)).toEqual({ secret: SECRET, here: false });
    expect(openedWith(`#here=${SECRET}`)).toEqual({ secret: SECRET, here: true });
    expect(openedWith("#here=")).toBeUndefined();
  });

  it.each(["", "#", "#link=", `#other=${SECRET}`])("carries none: %s", (hash) => {
    expect(secretOfHash(hash)).toBeUndefined();
  });
});
