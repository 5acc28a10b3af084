import { type Message } from "./filled";
import { ENGLISH, setLanguage } from "./language";

/** The texts of one language, by key. */
export type Texts = Readonly<Record<string, Message>>;

/** What loads the texts of a language, by its tag; of those for patients, by "TAG/patient". */
export type Loaders = Readonly<Record<string, () => Promise<{ readonly default: Texts }>>>;

let texts: Texts = {};

/**
 * Loads the texts of a language, and has the page speak it; English if the build has none in it.
 *
 * @param tag a BCP 47 tag
 * @param audience "patient" for the words for patients; empty for everybody else
 * @param own those that the hospital words in its own way, in place of the build's
 */
export async function speak(
  loaders: Loaders,
  tag: string,
  audience = "",
  own: Texts = {},
): Promise<void> {
  const known = loaders[tag] === undefined ? ENGLISH : tag;
  const load = loaders[`${known}/${audience}`] ?? loaders[known];
  texts = { ...(await load?.())?.default, ...own };
  setLanguage(known);
}

/**
 * The message of a key.
 *
 * @throws if no language is spoken yet
 */
export function message(key: string): Message {
  const found = texts[key];
  if (found === undefined) {
    throw new Error(`no text: ${key}`);
  }
  return found;
}
