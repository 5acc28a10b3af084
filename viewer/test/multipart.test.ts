import { describe, expect, it } from "vitest";
import { firstPart, transferSyntaxOf } from "../src/dicomweb/archive";

const bytes = (words: string) => new TextEncoder().encode(words);
const HEAD = "--b\r\nContent-Type: image/jp2; transfer-syntax=1.2.840.10008.1.2.4.90\r\n\r\n";

describe("a multipart message", () => {
  it("gives its part, with line ends inside", () => {
    const part = firstPart('multipart/related; boundary="b"', bytes(`${HEAD}a\r\nb\r\n--b--`));
    expect(new TextDecoder().decode(part.data)).toBe("a\r\nb");
    expect(transferSyntaxOf(part.contentType)).toBe("1.2.840.10008.1.2.4.90");
  });

  it("that was cut is refused", () => {
    expect(() => firstPart("multipart/related; boundary=b", bytes(`${HEAD}a\r\nb`))).toThrow();
    expect(() => firstPart("multipart/related; boundary=b", bytes("--b\r\nConte"))).toThrow();
  });

  it("that is none is the part itself", () => {
    expect(firstPart("image/jpeg", bytes("x")).data).toHaveLength(1);
    expect(transferSyntaxOf("image/jpeg")).toBe("1.2.840.10008.1.2.4.50");
  });
});
