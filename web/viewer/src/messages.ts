import loaders from "virtual:messages";
import { filled } from "sallyport-common/filled";
import * as texts from "sallyport-common/texts";
import type { Messages } from "./messageTypes";

export type Key = keyof Messages;

/** The keys of messages without arguments. */
export type PlainKey = { [K in Key]: Messages[K] extends [] ? K : never }[Key];

/** The message of a key, from the bundle `viewer.properties` of the language of the page. */
export function text<K extends Key>(key: K, ...values: Messages[K]): string {
  return filled(texts.message(key), values).join("");
}

/** What there is of some words, one after the other, with the comma of the language. */
export function listed(words: readonly string[]): string {
  return words
    .filter((it) => it !== "")
    .reduce((all, it) => (all === "" ? it : text("viewer.listed", all, it)), "");
}

/**
 * Loads the texts of a language, for an audience; nothing has a text before.
 *
 * @param own those that the hospital words in its own way
 */
export function speak(language: string, audience: string, own: texts.Texts = {}): Promise<void> {
  return texts.speak(loaders, language, audience, own);
}
