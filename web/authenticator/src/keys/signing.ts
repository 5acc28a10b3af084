/** The key of a linked phone: ECDSA P-256, generated here, not extractable. */

import { base64url, bytesOf } from "../protocol/binary";

const KIND = { name: "ECDSA", namedCurve: "P-256" } as const;
const SIGNATURE = { name: "ECDSA", hash: "SHA-256" } as const;

export interface DeviceKey {
  readonly signingKey: CryptoKey;
  /** SPKI, base64url */
  readonly publicKey: string;
}

export async function makeDeviceKey(): Promise<DeviceKey> {
  const pair = await crypto.subtle.generateKey(KIND, false, ["sign", "verify"]);
  const spki = await crypto.subtle.exportKey("spki", pair.publicKey);
  return { signingKey: pair.privateKey, publicKey: base64url(spki) };
}

/** The raw 64-byte signature r || s, base64url. */
export async function sign(key: CryptoKey, text: string): Promise<string> {
  return base64url(await crypto.subtle.sign(SIGNATURE, key, bytesOf(text)));
}
