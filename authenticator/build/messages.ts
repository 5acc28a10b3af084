import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import type { Message } from "../src/messages";
import { argumentsOf, compiled } from "./patterns";
import { propertiesOf } from "./properties";

const BUNDLE = "../server/src/main/resources/messages/app.properties";
const MANIFEST = "manifest.webmanifest";
const MODULE = "virtual:messages";
const RESOLVED = `\0${MODULE}`;

/**
 * Builds the messages into the app: as a module, whose patterns are parsed already, and in the page
 * and the manifest in place of `#{key}`.
 */
export function messages(): Plugin {
  return {
    name: "messages",
    resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
    load(id) {
      if (id !== RESOLVED) {
        return undefined;
      }
      this.addWatchFile(BUNDLE);
      return `export default ${JSON.stringify(Object.fromEntries(readMessages()))}`;
    },
    transformIndexHtml: { order: "pre", handler: (page) => filledIn(page, escapedForHtml) },
    generateBundle() {
      const source = filledIn(readFileSync(MANIFEST, "utf8"), escapedForJson);
      this.emitFile({ type: "asset", fileName: MANIFEST, source });
    },
  };
}

/** The messages by key, in the order of the bundle. */
export function readMessages(): Map<string, Message> {
  const read = new Map<string, Message>();
  for (const [key, pattern] of propertiesOf(readFileSync(BUNDLE, "utf8"))) {
    try {
      read.set(key, compiled(pattern));
    } catch (cause) {
      throw new Error(`malformed: ${key}`, { cause });
    }
  }
  return read;
}

/**
 * The messages without arguments whose keys begin with a prefix.
 *
 * @throws if one has arguments
 */
export function plainMessages(prefix: string): Record<string, string> {
  const of = readMessages();
  const keys = [...of.keys()].filter((key) => key.startsWith(prefix));
  return Object.fromEntries(keys.map((key) => [key, plain(of, key)]));
}

/** The type of the messages: the arguments of each key. */
export function messageTypes(): string {
  const lines = [...readMessages()].map(
    ([key, message]) => `  "${key}": [${argumentsOf(message).join(", ")}];`,
  );
  return [
    "/** The arguments of each message. Written by `npm run messages`. */",
    "export interface Messages {",
    ...lines,
    "}\n",
  ].join("\n");
}

function filledIn(text: string, escaped: (message: string) => string): string {
  const of = readMessages();
  return text.replace(/#\{([\w.-]+)\}/g, (_all, key: string) => escaped(plain(of, key)));
}

function plain(of: ReadonlyMap<string, Message>, key: string): string {
  const message = of.get(key);
  if (typeof message !== "string") {
    throw new Error(`no message without arguments: ${key}`);
  }
  return message;
}

function escapedForHtml(text: string): string {
  return text.replace(/[&<>"]/g, (letter) => `&#${letter.charCodeAt(0)};`);
}

function escapedForJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}
