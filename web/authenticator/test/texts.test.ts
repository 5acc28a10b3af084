import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { bytesOf } from "../src/protocol/binary";
import { answerText, callText, linkText } from "../src/protocol/texts";

describe("what a phone signs", () => {
  it("is, for a call, its method, path, time and the hash of its body, a line each", async () => {
    const body = bytesOf('{"decision":"deny"}');
    const hash = createHash("sha256").update(body).digest("base64url");
    const call = { method: "POST", path: "/app/api/requests/7", time: 1795521600000, body };
    expect(await callText(call)).toBe(
      `sallyport call 1\nPOST\n/app/api/requests/7\n1795521600000\n${hash}`,
    );
  });

  it("has the hash of nothing where there is no body", async () => {
    const call = { method: "GET", path: "/app/api/me", time: 1, body: bytesOf("") };
    expect(await callText(call)).toMatch(/\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU$/);
  });

  it("is, for linking, the secret, the key and the name", () => {
    expect(linkText("ABCD", "MFkw", "Hester’s phone")).toBe(
      "sallyport link 1\nABCD\nMFkw\nHester’s phone",
    );
  });

  it("is, for an answer, everything that was asked and said", () => {
    const answer = {
      publicUrl: "https://portal.example",
      device: "d",
      id: "7",
      challenge: "c",
      decision: "approve",
      number: "47",
    } as const;
    expect(answerText(answer)).toBe(
      "sallyport answer 1\nhttps://portal.example\nd\n7\nc\napprove\n47",
    );
  });

  it("ends an answer with an empty line where no number belongs", () => {
    const answer = {
      publicUrl: "https://portal.example",
      device: "d",
      id: "7",
      challenge: "c",
      decision: "not-me",
      number: "",
    } as const;
    expect(answerText(answer)).toMatch(/\nnot-me\n$/);
  });
});
