import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { patternOf, writeIfChanged } from "./bundles";

const LENGTH = 8;

/** The English text that was translated, as a short hash. */
export function hashOf(written: string): string {
  return createHash("sha256").update(patternOf(written)).digest("hex").slice(0, LENGTH);
}

/**
 * What is known of a language's translations besides their text, in two files that are not shipped:
 * english.txt has the hash of the English text that each was made from; same.txt names those that
 * are rightly the same as in English.
 */
export class Records {
  constructor(private readonly folder: string) {}

  /** The hashes, by the id of the text. */
  translated(language: string): Map<string, string> {
    return new Map(
      this.lines(language, "english.txt").map((line) => {
        const [id = "", hash = ""] = line.split(" ");
        return [id, hash];
      }),
    );
  }

  write(language: string, hashes: ReadonlyMap<string, string>): void {
    const lines = [...hashes].map(([id, hash]) => `${id} ${hash}\n`).sort();
    writeIfChanged(join(this.folder, language, "english.txt"), lines.join(""));
  }

  /** The ids of the texts that may be the same as in English. */
  same(language: string): Set<string> {
    return new Set(this.lines(language, "same.txt"));
  }

  private lines(language: string, name: string): string[] {
    const file = join(this.folder, language, name);
    return existsSync(file)
      ? readFileSync(file, "utf8")
          .split("\n")
          .filter((line) => line !== "" && !line.startsWith("#"))
      : [];
  }
}
