import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { propertiesOf } from "../build/properties";

/** The language of the source. */
export const ENGLISH = "en";

const ENDING = ".properties";
const PATIENTS = "patient";
const MAXIMUM = /^max: ([0-9]+)$/;
const LINE = /^([\w.-]+)=(.*)$/;

/** One message of a file, as it is written there. */
export interface Text {
  readonly key: string;
  /** The pattern with the escapes of a file of properties. */
  readonly written: string;
  /** What translators are told: of the file, of the paragraph, and of this key. */
  readonly notes: readonly string[];
  /** The longest that the page has room for, in characters. */
  readonly max?: number;
}

/** A file of messages. */
export interface Bundle {
  /** The comments before the first key of a translated file. */
  readonly head: string;
  readonly texts: readonly Text[];
}

/** A finding: where it is, and what is wrong there, in one line. */
export interface Finding {
  readonly where: string;
  readonly what: string;
}

/** The pattern without the escapes of a file of properties. */
export function patternOf(written: string): string {
  return propertiesOf(`k=${written}`).get("k") ?? "";
}

/**
 * Reads a file of messages.
 *
 * @throws if a line is neither a comment nor a message, or if a key occurs twice
 */
export function bundleOf(content: string): Bundle {
  const texts: Text[] = [];
  const keys = new Set<string>();
  let head = "";
  let file: string[] = [];
  let paragraph: string[] = [];
  let own: string[] = [];
  let begins = true;
  for (const line of content.split("\n")) {
    if (line === "") {
      file = texts.length === 0 ? [...file, ...own] : file;
      [paragraph, own, begins] = [[], [], true];
    } else if (line.startsWith("#")) {
      head += texts.length === 0 ? `${line}\n` : "";
      own.push(line.replace(/^# ?/, ""));
    } else {
      const [, key = "", written = ""] = LINE.exec(line) ?? [];
      if (key === "" || keys.has(key)) {
        throw new Error(key === "" ? `no message: ${line}` : `twice: ${key}`);
      }
      keys.add(key);
      paragraph = begins ? own : paragraph;
      texts.push(textOf(key, written, [...file, ...(begins ? own : [...paragraph, ...own])], own));
      [own, begins] = [[], false];
    }
  }
  return { head, texts };
}

function textOf(key: string, written: string, lines: string[], own: string[]): Text {
  const max = MAXIMUM.exec(own.at(-1) ?? "")?.[1];
  const notes = lines.filter((line) => !MAXIMUM.test(line));
  return { key, written, notes, ...(max !== undefined && { max: Number(max) }) };
}

/** The content of a translated file. */
export function contentOf(head: string, texts: readonly Pick<Text, "key" | "written">[]): string {
  return head + texts.map(({ key, written }) => `${key}=${written}\n`).join("");
}

/** The files of messages in all languages: LANG/AREA.properties and LANG/patient/AREA.properties. */
export class Bundles {
  constructor(private readonly folder: string) {}

  /** The tags of the languages that are translated. */
  languages(): string[] {
    return readdirSync(this.folder)
      .filter((it) => it !== ENGLISH)
      .sort();
  }

  /** The names of a language's files, for example "signin" and "patient/signin". */
  areas(language: string): string[] {
    const folder = join(this.folder, language);
    const names = (below: string) =>
      existsSync(join(folder, below))
        ? readdirSync(join(folder, below))
            .filter((it) => it.endsWith(ENDING))
            .map((it) => it.slice(0, -ENDING.length))
            .sort()
        : [];
    return [...names("."), ...names(PATIENTS).map((it) => `${PATIENTS}/${it}`)];
  }

  /** @throws if the file is malformed; it names the file */
  read(language: string, area: string): Bundle | undefined {
    const file = this.file(language, area);
    if (!existsSync(file)) {
      return undefined;
    }
    try {
      return bundleOf(readFileSync(file, "utf8"));
    } catch (cause) {
      throw new Error(`${nameOf(language, area)}: ${(cause as Error).message}`);
    }
  }

  /** Writes a translated file, if it changes. */
  write(language: string, area: string, texts: readonly Pick<Text, "key" | "written">[]): void {
    const file = this.file(language, area);
    const head =
      this.read(language, area)?.head ??
      `# ${new Intl.DisplayNames([ENGLISH], { type: "language" }).of(language)}.\n`;
    writeIfChanged(file, contentOf(head, texts));
  }

  private file(language: string, area: string): string {
    return join(this.folder, language, `${area}${ENDING}`);
  }
}

/** Writes a file, unless that is its content already. */
export function writeIfChanged(file: string, content: string): void {
  if (existsSync(file) && readFileSync(file, "utf8") === content) {
    return;
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, content);
}

/** The name of a file as people see it in a list. */
export function nameOf(language: string, area: string): string {
  return `${language}/${area}${ENDING}`;
}

/** What names a text among all of a language: for patients, "patient/" before its key. */
export function idOf(area: string, key: string): string {
  return area.startsWith(`${PATIENTS}/`) ? `${PATIENTS}/${key}` : key;
}

/** The file for professionals whose texts patients read others for. */
export function replacedBy(area: string): string | undefined {
  return area.startsWith(`${PATIENTS}/`) ? area.slice(PATIENTS.length + 1) : undefined;
}
