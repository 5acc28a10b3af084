import patterns from "virtual:messages";
import type { Child } from "sallyport-common/dom";
import { filled } from "sallyport-common/filled";
import type { Messages } from "./messageTypes";

export type Key = keyof Messages;

/** The message of a key, from the bundle `app.properties`. */
export function text<K extends Key>(key: K, ...values: Messages[K]): string {
  return filled(patterns[key], values).join("");
}

type Elements<Values extends unknown[]> = { [I in keyof Values]: Child };

/** A message with elements among its arguments, to be appended to an element. */
export function nodes<K extends Key>(key: K, ...values: Elements<Messages[K]>): Child[] {
  return filled<Child>(patterns[key], values);
}
