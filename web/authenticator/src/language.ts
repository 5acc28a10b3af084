/**
 * The language of the app: the one that was chosen in it; else the first one of the phone's that it
 * has texts in; else that of its page, which the server chose. It is kept in IndexedDB, because the
 * service worker, which has no page, shows notifications in it.
 */

import { ENGLISH, LANGUAGES, type Language, direction, language } from "sallyport-common/language";
import { Kept } from "./indexed";
import { SPOKEN, speak, text } from "./messages";
import { ownTexts } from "./ownTexts";

/** The service worker reads it too. */
const KEPT = new Kept("sallyport-authenticator-language", "language", "spoken");
const CHOSEN = new Kept("sallyport-authenticator-chosen-language", "language", "chosen");

/** Those that the app has texts in. */
export function offered(): readonly Language[] {
  return LANGUAGES.filter(({ tag }) => SPOKEN.includes(tag));
}

/** The name of the language that is spoken, in itself. */
export function ownName(): string {
  return LANGUAGES.find(({ tag }) => tag === language())?.ownName ?? "";
}

/** Has the app speak its language; nothing has a text before. */
export async function startSpeaking(): Promise<void> {
  const chosen = await CHOSEN.get().catch(() => undefined);
  await use(preferred(chosen, navigator.languages, document.documentElement.lang));
}

/** Has the app speak a language from now on. */
export async function choose(tag: string): Promise<void> {
  await use(tag);
  await CHOSEN.put(tag).catch(() => undefined);
}

/**
 * The language to speak.
 *
 * @param chosen the one that was chosen in the app, if any
 * @param phones BCP 47 tags, the most wanted first; regions are not told apart
 * @param pages the one of the page
 */
export function preferred(chosen: unknown, phones: readonly string[], pages: string): string {
  const ofPhone = phones.map((tag) => tag.toLowerCase().split("-")[0]);
  const known = (tag: unknown) => SPOKEN.find((it) => it === tag);
  return [chosen, ...ofPhone, pages].map(known).find((it) => it !== undefined) ?? ENGLISH;
}

async function use(tag: string): Promise<void> {
  const own = await ownTexts(tag);
  await speak(tag, own).catch(() => speak(ENGLISH));
  const page = document.documentElement;
  page.lang = language();
  page.dir = direction(language());
  say("offline", text("app.offline"));
  say("app-name", text("app.name.short"));
  const manifest = document.querySelector<HTMLLinkElement>("link[rel=manifest]");
  manifest?.setAttribute("href", manifestOf(language()));
  await KEPT.put(language()).catch(() => undefined);
}

function say(id: string, words: string): void {
  const place = document.getElementById(id);
  if (place !== null) {
    place.textContent = words;
  }
}

/** Where the build puts the manifest of a language. */
function manifestOf(tag: string): string {
  return tag === ENGLISH ? "/app/manifest.webmanifest" : `/app/manifest.${tag}.webmanifest`;
}
