import patterns from "virtual:messages";
import { filled } from "sallyport-common/filled";
import type { Messages } from "./messageTypes";

export type Key = keyof Messages;

/** The keys of messages without arguments. */
export type PlainKey = { [K in Key]: Messages[K] extends [] ? K : never }[Key];

/** The message of a key, from the bundle `viewer.properties`. */
export function text<K extends Key>(key: K, ...values: Messages[K]): string {
  return filled(patterns[key], values).join("");
}
