import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import type { Message } from "../src/filled";
import { argumentsOf, compiled } from "./patterns";
import { propertiesOf } from "./properties";

const FOLDER = "../../server/src/main/resources/messages/en";
const MODULE = "virtual:messages";
const RESOLVED = `\0${MODULE}`;

/** A bundle of the server's messages, built into an app. */
export class Bundle {
  private readonly file: string;

  /** @param name the file's name without its ending */
  constructor(name: string) {
    this.file = `${FOLDER}/${name}.properties`;
  }

  /** Builds the messages in as the module `virtual:messages`, whose patterns are parsed already. */
  module(): Pick<Plugin, "name" | "resolveId" | "load"> {
    const { file } = this;
    const read = () => this.messages();
    return {
      name: "messages",
      resolveId: (id) => (id === MODULE ? RESOLVED : undefined),
      load(id) {
        if (id !== RESOLVED) {
          return undefined;
        }
        this.addWatchFile(file);
        return `export default ${JSON.stringify(Object.fromEntries(read()))}`;
      },
    };
  }

  /** The messages by key, in the order of the bundle. */
  messages(): Map<string, Message> {
    const read = new Map<string, Message>();
    for (const [key, pattern] of propertiesOf(readFileSync(this.file, "utf8"))) {
      try {
        read.set(key, compiled(pattern));
      } catch (cause) {
        throw new Error(`malformed: ${key}`, { cause });
      }
    }
    return read;
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
}
