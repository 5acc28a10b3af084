import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { Bundles } from "../translation/bundles";
import { Check } from "../translation/check";
import { Records } from "../translation/records";
import { Translations } from "../translation/translations";

/** A folder of messages of its own: English, and one translation. */
export class TranslationFolder {
  readonly root = mkdtempSync(join(tmpdir(), "messages-"));
  readonly bundles = new Bundles(join(this.root, "messages"));
  readonly records = new Records(join(this.root, "records"));
  readonly check = new Check(this.bundles, this.records);
  readonly translations = new Translations(this.bundles, this.records);

  /** @param files contents by name, for example "nl/signin" */
  constructor(files: Readonly<Record<string, string>>) {
    Object.entries(files).forEach(([name, content]) => this.put(name, content));
  }

  put(name: string, content: string): void {
    this.write(`messages/${name}.properties`, content);
  }

  same(language: string, ...ids: string[]): void {
    this.write(`records/${language}/same.txt`, ids.map((id) => `${id}\n`).join(""));
  }

  read(name: string): string {
    return readFileSync(join(this.root, "messages", `${name}.properties`), "utf8");
  }

  /** What is found in a language, one line for each finding. */
  findings(language: string): string[] {
    return this.check.of(language).map(({ where, what }) => `${where}: ${what}`);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }

  private write(name: string, content: string): void {
    const file = join(this.root, name);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
