/** The pairing secret of the settings page: 120 bits as 24 letters of base32, scanned or typed. */

const LETTERS = /^[A-Z2-7]{24}$/;

/** Letters that are easily taken for others; the alphabet has neither 0, 1 nor 8. */
const MISREAD: Readonly<Record<string, string>> = { "0": "O", "1": "I", "8": "B" };

export type Scanned =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "elsewhere"; readonly host: string }
  | { readonly kind: "none" };

/** Twenty-four letters, however they were typed; undefined if they are none. */
export function typedSecret(text: string): string | undefined {
  const letters = text
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replace(/[018]/g, (digit) => MISREAD[digit] ?? digit);
  return LETTERS.test(letters) ? letters : undefined;
}

/** The secret in the part of an address after "#". */
export function secretOfHash(hash: string): string | undefined {
  return hash.startsWith("#link=") ? typedSecret(hash.slice("#link=".length)) : undefined;
}

/**
 * What a scanned code holds.
 *
 * @param origin of this app: a code of another installation is not followed
 */
export function readScanned(text: string, origin: string): Scanned {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return { kind: "none" };
  }
  const secret = secretOfHash(url.hash);
  if (url.pathname !== "/app/" || secret === undefined) {
    return { kind: "none" };
  }
  return url.origin === origin ? { kind: "secret", secret } : { kind: "elsewhere", host: url.host };
}

/** In groups of four, as the settings page shows it. */
export function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
