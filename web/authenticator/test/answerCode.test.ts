import { describe, expect, it } from "vitest";
import { canBeScanned, readAnswer } from "../src/protocol/answerCode";

const ID = "2F8B6A52-6D1F-4E0A-9C5B-2B7F0D3E9A11";
const OTHER = "2F8B6A52-6D1F-4E0A-9C5B-2B7F0D3E9A12";
const request = { id: ID.toLowerCase(), digits: 6 };

describe("a scanned answer", () => {
  it("holds the number of this request, leading zeros and all", () => {
    const scanned = readAnswer(`SALLYPORT:ANSWER:${ID}:004711`, request);
    expect(scanned).toEqual({ kind: "number", number: "004711" });
  });

  it("of another request is worth nothing here", () => {
    expect(readAnswer(`SALLYPORT:ANSWER:${OTHER}:004711`, request)).toEqual({ kind: "another" });
  });

  it.each([
    "",
    "just words",
    "004711",
    "https://portal.example/app/#link=ABCDEFGHIJKLMNOPQRSTUVWXYZ234567",
    `SALLYPORT:ANSWER:${ID}`,
    `SALLYPORT:ANSWER:${ID}:`,
    `SALLYPORT:ANSWER:${ID}:00471`,
    `SALLYPORT:ANSWER:${ID}:0047110`,
    `SALLYPORT:ANSWER:${ID}:00471x`,
    `SALLYPORT:ANSWER:${ID}:004711\n`,
    ` SALLYPORT:ANSWER:${ID}:004711`,
    `SALLYPORT:LINK:${ID}:004711`,
    `SALLYPORT:ANSWER:${ID.slice(1)}:004711`,
  ])("is none: %j", (text) => {
    expect(readAnswer(text, request)).toEqual({ kind: "none" });
  });
});

describe("a number", () => {
  it("can be scanned where it has more than two digits", () => {
    expect(canBeScanned({ ...request, digits: 2 })).toBe(false);
    expect(canBeScanned({ ...request, digits: 3 })).toBe(true);
    expect(canBeScanned(request)).toBe(true);
  });
});
