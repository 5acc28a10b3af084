const ESCAPES: Readonly<Record<string, string>> = { t: "\t", n: "\n", r: "\r", f: "\f" };

/**
 * Reads a file of Java properties in UTF-8.
 *
 * @throws if a key occurs twice
 */
export function propertiesOf(text: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const line of logicalLines(text)) {
    const [, key = "", value = ""] = /^((?:\\.|[^\\=:\s])*)\s*[=:]?\s*(.*)$/su.exec(line) ?? [];
    if (found.has(unescaped(key))) {
      throw new Error(`twice: ${key}`);
    }
    found.set(unescaped(key), unescaped(value));
  }
  return found;
}

/** Lines without comments; a backslash at the end of a line continues it on the next one. */
function logicalLines(text: string): string[] {
  const lines: string[] = [];
  let begun = "";
  for (const natural of text.split(/\r\n|\r|\n/)) {
    const line = begun + natural.trimStart();
    const isContinued = /(?<!\\)(?:\\\\)*\\$/.test(line);
    begun = isContinued ? line.slice(0, -1) : "";
    if (!isContinued && !/^(?:[#!]|$)/.test(line)) {
      lines.push(line);
    }
  }
  return lines;
}

function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|(.))/gsu, (_all, unit?: string, letter = "") =>
    unit === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(parseInt(unit, 16)),
  );
}
