import { createPublicKey, verify } from "node:crypto";
import { expect, it } from "vitest";
import { makeDeviceKey, sign } from "../src/keys/signing";
import { base64url, bytesOf, fromBase64url } from "../src/protocol/binary";

it("signs so that the published key checks it, in the raw form of 64 bytes", async () => {
  const { signingKey, publicKey } = await makeDeviceKey();
  const signature = fromBase64url(await sign(signingKey, "sallyport call 1"));
  const key = createPublicKey({
    key: Buffer.from(publicKey, "base64url"),
    format: "der",
    type: "spki",
  });
  expect(signature).toHaveLength(64);
  const checks = verify(
    "sha256",
    bytesOf("sallyport call 1"),
    { key, dsaEncoding: "ieee-p1363" },
    signature,
  );
  expect(checks).toBe(true);
});

it("makes a key that cannot be read out", async () => {
  const { signingKey } = await makeDeviceKey();
  expect(signingKey.extractable).toBe(false);
  await expect(crypto.subtle.exportKey("pkcs8", signingKey)).rejects.toThrow();
});

it("writes base64url without padding, and reads it", () => {
  const bytes = Uint8Array.from([251, 255, 254, 0]);
  expect(base64url(bytes)).toBe("-__-AA");
  expect(fromBase64url("-__-AA")).toEqual(bytes);
});
