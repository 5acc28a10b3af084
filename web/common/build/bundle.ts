import { existsSync, readFileSync } from "node:fs";
import type { Plugin, Rolldown } from "vite";
import type { Message } from "../src/filled";
import { ENGLISH, LANGUAGES } from "../src/language";
import { argumentsOf, compiled } from "./patterns";
import { propertiesOf } from "./properties";

const FOLDER = "../../server/src/main/resources/messages";
const MODULE = "virtual:messages";
const RESOLVED = `\0${MODULE}`;
const PATIENT = "patient";

/**
 * A bundle of the server's messages, built into an app: a module for each language, and one more for
 * the words of patients where there are any. A page loads one of them.
 */
export class Bundle {
  /** @param name the name of its files without their ending */
  constructor(private readonly name: string) {}

  /** The languages that the bundle is translated to, by tag; English first. */
  languages(): string[] {
    return LANGUAGES.map(({ tag }) => tag).filter((tag) => existsSync(this.file(tag)));
  }

  /**
   * Builds the messages in: `virtual:messages` has what loads the texts of each language, whose
   * patterns are parsed already.
   */
  module(): Pick<Plugin, "name" | "resolveId" | "load"> {
    const prefix = `${RESOLVED}/`;
    const [names, textsOf, sources] = [
      () => this.names(),
      (name: string) => this.texts(name),
      (name: string) => this.sources(name),
    ];
    return {
      name: "messages",
      resolveId: (id) => (id === MODULE || id.startsWith(`${MODULE}/`) ? `\0${id}` : undefined),
      load(id) {
        if (id === RESOLVED) {
          return loadersOf(names());
        }
        if (!id.startsWith(prefix)) {
          return undefined;
        }
        const name = id.slice(prefix.length);
        sources(name).forEach((file) => this.addWatchFile(file));
        return `export default ${JSON.stringify(Object.fromEntries(textsOf(name)))}`;
      },
    };
  }

  /** The files of a build with the texts, by the name that loads them. */
  chunks(bundle: Rolldown.OutputBundle): Record<string, string> {
    const built = Object.values(bundle).filter((it) => it.type === "chunk");
    return Object.fromEntries(
      this.names().map((name) => {
        const chunk = built.find(({ facadeModuleId }) => facadeModuleId === `${RESOLVED}/${name}`);
        if (chunk === undefined) {
          throw new Error(`the build has no file with the texts of ${name}`);
        }
        return [name, chunk.fileName];
      }),
    );
  }

  /** What to call a file with texts: "messages-nl-patient"; undefined for other files. */
  chunkName({ facadeModuleId }: Pick<Rolldown.OutputChunk, "facadeModuleId">): string | undefined {
    const name = facadeModuleId?.split(`${RESOLVED}/`)[1];
    return name && `messages-${name.replace("/", "-")}`;
  }

  /** The English messages by key, in the order of the bundle. */
  messages(): Map<string, Message> {
    return this.texts(ENGLISH);
  }

  /**
   * The messages by key. What a language lacks is in English.
   *
   * @param name the tag of a language, or "TAG/patient"
   */
  texts(name: string): Map<string, Message> {
    return new Map(this.sources(name).flatMap((file) => [...read(file)]));
  }

  /** The messages that a language has of its own, by key. */
  own(tag: string): Map<string, Message> {
    return read(this.file(tag));
  }

  /** The type of the messages: the arguments of each key. */
  types(): string {
    const lines = [...this.messages()].map(
      ([key, message]) => `  "${key}": [${argumentsOf(message).join(", ")}];`,
    );
    return [
      "/** The arguments of each message. Written by `npm run messages`. */",
      "export interface Messages {",
      ...lines,
      "}\n",
    ].join("\n");
  }

  /** What texts can be loaded. */
  names(): string[] {
    return this.languages().flatMap((tag) =>
      existsSync(this.file(`${tag}/${PATIENT}`)) ? [tag, `${tag}/${PATIENT}`] : [tag],
    );
  }

  /** From the general to the special: a later one replaces what is in those before. */
  private sources(name: string): string[] {
    const [tag = ENGLISH, audience] = name.split("/");
    const names = audience === undefined ? [ENGLISH, tag] : [ENGLISH, tag, name];
    return [...new Set(names)].map((it) => this.file(it));
  }

  private file(folder: string): string {
    return `${FOLDER}/${folder}/${this.name}.properties`;
  }
}

function loadersOf(names: readonly string[]): string {
  const lines = names.map((it) => `  "${it}": () => import("${MODULE}/${it}"),`);
  return ["export default {", ...lines, "};"].join("\n");
}

function read(file: string): Map<string, Message> {
  const messages = new Map<string, Message>();
  for (const [key, pattern] of propertiesOf(readFileSync(file, "utf8"))) {
    try {
      messages.set(key, compiled(pattern));
    } catch (cause) {
      throw new Error(`malformed in ${file}: ${key}`, { cause });
    }
  }
  return messages;
}
