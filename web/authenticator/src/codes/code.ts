/** Time-based codes: RFC 6238 with SHA-1, six digits, thirty seconds. */

import { fromBase32 } from "./base32";

const HMAC = { name: "HMAC", hash: "SHA-1" } as const;
const STEP_MILLIS = 30_000;
const DIGITS = 6;

export interface Code {
  readonly digits: string;
  readonly secondsLeft: number;
}

/** Imports the secret as a non-extractable key that computes codes. */
export function codeKey(secret: string): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", fromBase32(secret), HMAC, false, ["sign"]);
}

/** Computes the code of a time in milliseconds since 1970. */
export async function codeAt(key: CryptoKey, millis: number): Promise<Code> {
  const step = Math.floor(millis / STEP_MILLIS);
  const digits = await digitsOf(key, step);
  return { digits, secondsLeft: Math.ceil(((step + 1) * STEP_MILLIS - millis) / 1000) };
}

/** RFC 4226, section 5.3. */
async function digitsOf(key: CryptoKey, counter: number): Promise<string> {
  const moving = new DataView(new ArrayBuffer(8));
  moving.setBigUint64(0, BigInt(counter));
  const mac = new DataView(await crypto.subtle.sign(HMAC.name, key, moving));
  const offset = mac.getUint8(mac.byteLength - 1) & 0x0f;
  const value = (mac.getUint32(offset) & 0x7fffffff) % 10 ** DIGITS;
  return String(value).padStart(DIGITS, "0");
}
