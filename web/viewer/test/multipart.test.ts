import { describe, expect, it } from "vitest";
import { firstPart, transferSyntaxOf } from "../src/dicomweb/multipart";
import { UnusableAnswer, received } from "../src/dicomweb/receiving";

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

describe("an answer", () => {
  /** Gives megabytes of zeros, and says when nobody wants more. */
  function zeros(megabytes: number) {
    let given = 0;
    let isLeft = false;
    const body = new ReadableStream<Uint8Array>({
      pull: (to) => {
        if (given++ < megabytes) {
          to.enqueue(new Uint8Array(1_000_000));
        } else {
          to.close();
        }
      },
      cancel: () => {
        isLeft = true;
      },
    });
    return { answer: new Response(body), given: () => given, isLeft: () => isLeft };
  }

  it("is received as far as it may go", async () => {
    expect(await received(zeros(3).answer, 3_000_000)).toHaveLength(3_000_000);
    expect(await received(new Response("abc"), 3)).toEqual(bytes("abc"));
  });

  it("of 2 GB of zeros is left after a few", async () => {
    const stream = zeros(2000);
    await expect(received(stream.answer, 2_000_000)).rejects.toBeInstanceOf(UnusableAnswer);
    expect(stream.given()).toBeLessThan(6);
    expect(stream.isLeft()).toBe(true);
  });
});
