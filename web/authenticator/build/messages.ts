import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { Bundle } from "../../common/build/bundle";
import { ENGLISH, direction } from "../../common/src/language";

const PAGE = "index.html";
const MANIFEST = "manifest.webmanifest";
const BUNDLE = new Bundle("app");

/**
 * Builds the messages into the app: as modules, and in the page and the manifest in place of
 * `#{key}`. There is a page and a manifest for each language; those of English have the plain names.
 */
export function messages(): Plugin {
  return {
    ...BUNDLE.module(),
    name: "messages",
    transformIndexHtml: {
      order: "pre",
      handler: (page, { server }) => (server ? pageIn(page, ENGLISH) : page),
    },
    generateBundle: {
      order: "post",
      handler(_options, bundle) {
        const page = bundle[PAGE];
        if (page?.type !== "asset") {
          throw new Error("no page in the build");
        }
        const pattern = String(page.source);
        const manifest = readFileSync(MANIFEST, "utf8");
        for (const tag of BUNDLE.languages()) {
          const fileName = nameIn(MANIFEST, tag);
          const source = filledIn(manifest, tag, escapedForJson);
          this.emitFile({ type: "asset", fileName, source });
          if (tag !== ENGLISH) {
            const own = nameIn(PAGE, tag);
            this.emitFile({ type: "asset", fileName: own, source: pageIn(pattern, tag) });
          }
        }
        page.source = pageIn(pattern, ENGLISH);
      },
    },
  };
}

/** What to call a file with texts. */
export function chunkName(chunk: Parameters<Bundle["chunkName"]>[0]): string | undefined {
  return BUNDLE.chunkName(chunk);
}

/** Whether a built file is the page, in any language. */
export function isPage(fileName: string): boolean {
  return BUNDLE.languages().some((tag) => fileName === nameIn(PAGE, tag));
}

/**
 * The messages without arguments whose keys begin with a prefix, by language.
 *
 * @throws if one has arguments
 */
export function plainMessages(prefix: string): Record<string, Record<string, string>> {
  const keys = [...BUNDLE.messages().keys()].filter((key) => key.startsWith(prefix));
  return Object.fromEntries(
    BUNDLE.languages().map((tag) => {
      const of = BUNDLE.texts(tag);
      return [tag, Object.fromEntries(keys.map((key) => [key, plain(of, key)]))];
    }),
  );
}

/** The type of the messages: the arguments of each key. */
export function messageTypes(): string {
  return BUNDLE.types();
}

/** "manifest.nl.webmanifest" */
function nameIn(file: string, tag: string): string {
  return tag === ENGLISH ? file : file.replace(".", `.${tag}.`);
}

function pageIn(pattern: string, tag: string): string {
  return filledIn(pattern, tag, escapedForHtml).replace(MANIFEST, nameIn(MANIFEST, tag));
}

function filledIn(text: string, tag: string, escaped: (message: string) => string): string {
  const of = BUNDLE.texts(tag);
  const language: Readonly<Record<string, string>> = { lang: tag, dir: direction(tag) };
  return text.replace(/#\{([\w.-]+)\}/g, (_all, key: string) =>
    escaped(language[key] ?? plain(of, key)),
  );
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
