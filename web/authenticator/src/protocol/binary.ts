/** Binary values as encoded in the protocol: base64url without padding. */

export type Bytes = Uint8Array<ArrayBuffer>;

export function bytesOf(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function base64url(bytes: ArrayBuffer | Bytes): string {
  const letters = String.fromCharCode(...new Uint8Array(bytes));
  return btoa(letters).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** @throws if the text is not base64url */
export function fromBase64url(text: string): Bytes {
  const letters = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  return Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
}

export async function sha256(bytes: Bytes): Promise<string> {
  return base64url(await crypto.subtle.digest("SHA-256", bytes));
}
