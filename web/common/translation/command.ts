import { readFileSync, writeFileSync } from "node:fs";
import { Bundles, type Finding } from "./bundles";
import { Check } from "./check";
import { Records } from "./records";
import { Translations, checkTag } from "./translations";

const FAILED = 1;
const REFUSED = 2;

/** The program of `./sallyport messages`: its words, and where it reads, writes and prints. */
export class Command {
  private readonly bundles: Bundles;
  private readonly check: Check;
  private readonly translations: Translations;

  constructor(
    messages: string,
    records: string,
    private readonly print: (line: string) => void,
    private readonly complain: (line: string) => void,
  ) {
    this.bundles = new Bundles(messages);
    const known = new Records(records);
    this.check = new Check(this.bundles, known);
    this.translations = new Translations(this.bundles, known);
  }

  /** @return the exit code: 1 if there are findings, 2 if what is asked for cannot be done */
  run(words: readonly string[]): number {
    try {
      return this.dispatch(words);
    } catch (e) {
      this.complain(`sallyport: messages ${words[0]}: ${(e as Error).message.split("\n")[0]}`);
      return REFUSED;
    }
  }

  private dispatch([what, first, ...others]: readonly string[]): number {
    switch (what) {
      case "check":
        return this.found(first === undefined && others.length === 0);
      case "missing":
        return this.missing(first === undefined ? this.bundles.languages() : [tag(first)]);
      case "export":
        writeFileSync(one(others), this.translations.exported(tag(first)));
        return 0;
      case "import":
        return this.import(one(first === undefined ? [] : [first, ...others]));
      case "accept":
        return this.accept(tag(first), others);
      default:
        throw new Error("no such command");
    }
  }

  private found(alone: boolean): number {
    if (!alone) {
      throw new Error("takes no more words");
    }
    const findings = this.bundles.languages().flatMap((it) => this.check.of(it));
    return this.report(findings);
  }

  private missing(languages: readonly string[]): number {
    for (const language of languages) {
      const missing = this.translations.missing(language);
      missing.forEach(({ where, what }) => this.print(`${where}: ${what}`));
      this.complain(`${language}: ${missing.length} to translate`);
    }
    return 0;
  }

  private import(file: string): number {
    const result = this.translations.imported(readFileSync(file, "utf8"));
    if (Array.isArray(result)) {
      return this.report(result);
    }
    const left = this.translations.missing(result.language).length;
    this.complain(`${result.language}: ${result.changed} changed, ${left} to translate`);
    return 0;
  }

  private accept(language: string, keys: readonly string[]): number {
    const all = keys.length === 1 && keys[0] === "--all";
    if (keys.length === 0) {
      throw new Error("which keys? or --all");
    }
    const unknown = this.translations.accept(language, all ? [] : keys);
    if (unknown.length > 0) {
      throw new Error(`not translated: ${unknown.join(", ")}`);
    }
    return 0;
  }

  private report(findings: readonly Finding[]): number {
    findings.forEach(({ where, what }) => this.print(`${where}: ${what}`));
    this.complain(findings.length === 1 ? "1 finding" : `${findings.length} findings`);
    return findings.length === 0 ? 0 : FAILED;
  }
}

function tag(word: string | undefined): string {
  if (word === undefined) {
    throw new Error("which language?");
  }
  checkTag(word);
  return word;
}

function one(words: readonly string[]): string {
  const [file] = words;
  if (file === undefined || words.length > 1) {
    throw new Error("which file?");
  }
  return file;
}
