/**
 * The pairing secret of the settings page: 32 letters of base32 in eight groups, scanned or typed.
 * The last letter of each group is a check letter for the three before it (Luhn mod N, seeded with
 * the group's position), so a mistyped group can be named.
 */

import { text } from "../messages";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LETTERS = /^[A-Z2-7]{32}$/;
const GROUP = 4;
const GROUPS = 8;

/** Characters that are easily confused with letters; the alphabet contains neither 0, 1 nor 8. */
const MISREAD: Readonly<Record<string, string>> = { "0": "O", "1": "I", "8": "B" };

export type Scanned =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "elsewhere"; readonly host: string }
  | { readonly kind: "none" };

export type Typed =
  | { readonly kind: "secret"; readonly secret: string }
  | { readonly kind: "wrong"; readonly words: string };

/** Parses a typed secret, with or without spaces, and reports what is wrong with it. */
export function readTyped(typed: string): Typed {
  const groups = groupsOf(typed);
  const words = strangerIn(groups) ?? lengthFault(groups, areGapped(typed)) ?? checkFault(groups);
  return words === undefined
    ? { kind: "secret", secret: groups.join("") }
    : { kind: "wrong", words };
}

/** The 32 letters, however they were typed; undefined if invalid. */
export function typedSecret(typed: string): string | undefined {
  const letters = lettersOf(typed);
  return LETTERS.test(letters) ? letters : undefined;
}

function lettersOf(typed: string): string {
  return typed
    .toUpperCase()
    .replace(/[\s-]/g, "")
    .replace(/[018]/g, (digit) => MISREAD[digit] ?? digit);
}

function parts(typed: string): string[] {
  return typed.trim().split(/[\s-]+/);
}

function areGapped(typed: string): boolean {
  return parts(typed).length === GROUPS;
}

/** The groups as typed if there are eight of them; otherwise groups of four letters. */
function groupsOf(typed: string): string[] {
  return areGapped(typed)
    ? parts(typed).map(lettersOf)
    : (lettersOf(typed).match(/.{1,4}/gu) ?? []);
}

function strangerIn(groups: readonly string[]): string | undefined {
  for (const [at, group] of groups.entries()) {
    const stranger = /[^A-Z2-7]/u.exec(group);
    if (stranger !== null) {
      return text("app.type.no-letter", stranger[0], at + 1);
    }
  }
  return undefined;
}

function lengthFault(groups: readonly string[], gapped: boolean): string | undefined {
  const at = groups.findIndex((group) => group.length !== GROUP);
  const count = groups.join("").length;
  const group = groups[at];
  if (group !== undefined && gapped) {
    return text("app.type.group-length", at + 1, group, group.length);
  }
  return count === GROUP * GROUPS ? undefined : text("app.type.length", count);
}

function checkFault(groups: readonly string[]): string | undefined {
  const wrong = groups
    .map((group, at) => ({ group, place: at + 1, fits: fits(group, at) }))
    .filter((it) => !it.fits);
  const names = wrong.map(({ place, group }) => text("app.type.group", place, group)).join("; ");
  return wrong.length === 0 ? undefined : text("app.type.different", names);
}

function fits(group: string, place: number): boolean {
  const letters = [...group].reverse();
  const sum = letters.reduce((sum, letter, at) => {
    const value = ALPHABET.indexOf(letter) * (at % 2 === 0 ? 1 : 2);
    return sum + Math.floor(value / ALPHABET.length) + (value % ALPHABET.length);
  }, place);
  return sum % ALPHABET.length === 0;
}

const LINK = "#link=";
const LINK_HERE = "#here=";

/** A secret with which the app was opened. */
export interface Opened {
  readonly secret: string;
  /** the settings page is open on this phone, too */
  readonly here: boolean;
}

/** The secret in the fragment of an address. */
export function secretOfHash(hash: string): string | undefined {
  return hash.startsWith(LINK) ? typedSecret(hash.slice(LINK.length)) : undefined;
}

/** The same in the address of the settings page's code or of its button. */
export function openedWith(hash: string): Opened | undefined {
  const here = hash.startsWith(LINK_HERE);
  const secret = secretOfHash(here ? LINK + hash.slice(LINK_HERE.length) : hash);
  return secret === undefined ? undefined : { secret, here };
}

/**
 * Reads the content of a scanned code.
 *
 * @param origin of this app; codes of other installations are rejected
 */
export function readScanned(code: string, origin: string): Scanned {
  let url: URL;
  try {
    url = new URL(code);
  } catch {
    return { kind: "none" };
  }
  const secret = secretOfHash(url.hash);
  if (url.pathname !== "/app/" || secret === undefined) {
    return { kind: "none" };
  }
  return url.origin === origin ? { kind: "secret", secret } : { kind: "elsewhere", host: url.host };
}

/** Formats the secret in groups of four, as on the settings page. */
export function inGroups(secret: string): string {
  return secret.replace(/(.{4})(?=.)/g, "$1 ");
}
