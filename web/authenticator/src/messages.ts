import loaders from "virtual:messages";
import type { Child } from "sallyport-common/dom";
import { filled } from "sallyport-common/filled";
import * as texts from "sallyport-common/texts";
import type { Messages } from "./messageTypes";

export type Key = keyof Messages;

/** The message of a key, from the bundle `app.properties` of the language that is spoken. */
export function text<K extends Key>(key: K, ...values: Messages[K]): string {
  return filled(texts.message(key), values).join("");
}

type Elements<Values extends unknown[]> = { [I in keyof Values]: Child };

/** A message with elements among its arguments, to be appended to an element. */
export function nodes<K extends Key>(key: K, ...values: Elements<Messages[K]>): Child[] {
  return filled<Child>(texts.message(key), values);
}

/** The languages that the app has texts in, by tag. */
export const SPOKEN: readonly string[] = Object.keys(loaders);

/**
 * Loads the texts of a language; nothing has a text before.
 *
 * @param own those that the hospital words in its own way
 */
export function speak(language: string, own: texts.Texts = {}): Promise<void> {
  return texts.speak(loaders, language, "", own);
}
