import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { Bundle } from "../../common/build/bundle";

const MANIFEST = "manifest.webmanifest";
const BUNDLE = new Bundle("app");

/**
 * Builds the messages into the app: as a module, and in the page and the manifest in place of
 * `#{key}`.
 */
export function messages(): Plugin {
  return {
    ...BUNDLE.module(),
    name: "messages",
    transformIndexHtml: { order: "pre", handler: (page) => filledIn(page, escapedForHtml) },
    generateBundle() {
      const source = filledIn(readFileSync(MANIFEST, "utf8"), escapedForJson);
      this.emitFile({ type: "asset", fileName: MANIFEST, source });
    },
  };
}

/**
 * The messages without arguments whose keys begin with a prefix.
 *
 * @throws if one has arguments
 */
export function plainMessages(prefix: string): Record<string, string> {
  const of = BUNDLE.messages();
  const keys = [...of.keys()].filter((key) => key.startsWith(prefix));
  return Object.fromEntries(keys.map((key) => [key, plain(of, key)]));
}

/** The type of the messages: the arguments of each key. */
export function messageTypes(): string {
  return BUNDLE.types();
}

function filledIn(text: string, escaped: (message: string) => string): string {
  const of = BUNDLE.messages();
  return text.replace(/#\{([\w.-]+)\}/g, (_all, key: string) => escaped(plain(of, key)));
}

function plain(of: ReturnType<typeof BUNDLE.messages>, key: string): string {
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
