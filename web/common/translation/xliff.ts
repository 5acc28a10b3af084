import { SaxesParser, type SaxesTagNS } from "saxes";

const NAMESPACE = "urn:oasis:names:tc:xliff:document:1.2";
const TRANSLATED = "translated";
const TO_REVIEW = "needs-review-translation";

/** The states of a translation that nobody has to look at again (XLIFF 1.2, 2.3.1.2). */
const DONE = new Set([TRANSLATED, "signed-off", "final"]);

/** One message with its translation. */
export interface Unit {
  readonly key: string;
  readonly source: string;
  readonly target?: string;
  /** Whether the translation is one of this source. */
  readonly isDone: boolean;
  readonly notes: readonly string[];
  /** The most characters that the page has room for. */
  readonly max?: number;
}

/** The messages of a file. */
export interface UnitFile {
  readonly area: string;
  readonly units: readonly Unit[];
}

/** A document of XLIFF. */
export interface Xliff {
  readonly language: string;
  readonly files: readonly UnitFile[];
}

/** Writes XLIFF 1.2 (OASIS, 2008). */
export function xliffOf({ language, files }: Xliff): string {
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<xliff xmlns="${NAMESPACE}" version="1.2">`,
    ...files.flatMap(({ area, units }) => [
      `  <file original="${escaped(area)}" source-language="en" target-language="${escaped(language)}" datatype="plaintext">`,
      "    <body>",
      ...units.flatMap(linesOf),
      "    </body>",
      "  </file>",
    ]),
    "</xliff>\n",
  ].join("\n");
}

function linesOf({ key, source, target, isDone, notes, max }: Unit): string[] {
  const room = max === undefined ? "" : ` maxwidth="${max}" size-unit="char"`;
  const state = isDone ? TRANSLATED : TO_REVIEW;
  // Without it, Weblate takes every translation for one that needs work.
  const approved = isDone ? ' approved="yes"' : "";
  return [
    `      <trans-unit id="${escaped(key)}" resname="${escaped(key)}"${room}${approved} xml:space="preserve">`,
    `        <source>${escaped(source)}</source>`,
    ...(target === undefined
      ? []
      : [`        <target state="${state}">${escaped(target)}</target>`]),
    ...notes.map((note) => `        <note from="developer">${escaped(note)}</note>`),
    "      </trans-unit>",
  ];
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/**
 * Reads XLIFF 1.2, as translators' programs return it. Of the content it reads the sources, the
 * targets and their states; other elements, such as earlier translations, are passed over.
 *
 * @throws if it is not well-formed, has a document type, is no XLIFF 1.2, is of several target
 *     languages, or has elements within a source or a target
 */
export function readXliff(document: string): Xliff {
  const reader = new Reader();
  const parser = new SaxesParser({ xmlns: true, position: true });
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("doctype", () => parser.fail("a document type is not allowed"));
  parser.on("opentag", (tag) => reader.open(tag));
  parser.on("closetag", (tag) => reader.close(tag));
  parser.on("text", (text) => reader.text(text));
  parser.on("cdata", (text) => reader.text(text));
  parser.write(document).close();
  return reader.result();
}

interface BegunUnit {
  readonly key: string;
  source: string;
  target?: string;
  isDone: boolean;
}

class Reader {
  private readonly files: { area: string; units: Unit[] }[] = [];
  private readonly path: string[] = [];
  private language: string | undefined;
  private unit: BegunUnit | undefined;

  open(tag: SaxesTagNS): void {
    const attribute = (name: string) => tag.attributes[name]?.value;
    const inText = this.inText();
    // Programs that cut texts into sentences mark them within the target.
    if (inText !== undefined && tag.local !== "mrk") {
      throw new Error(`${this.unit?.key}: has an element ${tag.name} in its ${inText}`);
    }
    this.path.push(tag.uri === NAMESPACE ? tag.local : `{${tag.uri}}`);
    switch (this.path.join("/")) {
      case "xliff":
        if (attribute("version") !== "1.2") {
          throw new Error("is not of version 1.2");
        }
        break;
      case "xliff/file":
        this.take(attribute("target-language"));
        this.files.push({ area: attribute("original") ?? "", units: [] });
        break;
      default:
        if (this.path[0] !== "xliff") {
          throw new Error("is no XLIFF 1.2");
        }
        this.openInUnit(attribute);
    }
  }

  private openInUnit(attribute: (name: string) => string | undefined): void {
    const [at, within] = [this.path.at(-1), this.path.at(-2)];
    if (at === "trans-unit") {
      this.unit = { key: attribute("id") ?? "", source: "", isDone: true };
    } else if (at === "target" && within === "trans-unit" && this.unit !== undefined) {
      const state = attribute("state");
      this.unit.target = "";
      this.unit.isDone = state === undefined || DONE.has(state);
    }
  }

  private take(language: string | undefined): void {
    if (language === undefined || (this.language !== undefined && this.language !== language)) {
      throw new Error("does not name one target language in all files");
    }
    this.language = language;
  }

  text(text: string): void {
    const place = this.inText();
    if (this.unit !== undefined && place === "source") {
      this.unit.source += text;
    } else if (this.unit !== undefined && place === "target") {
      this.unit.target += text;
    }
  }

  /** Whether this is within the source or the target of a unit, and not of an earlier translation. */
  private inText(): "source" | "target" | undefined {
    const place = this.path.lastIndexOf("trans-unit") + 1;
    const name = place > 0 ? this.path[place] : undefined;
    return name === "source" || name === "target" ? name : undefined;
  }

  close(tag: SaxesTagNS): void {
    if (tag.local === "trans-unit" && this.unit !== undefined) {
      this.files.at(-1)?.units.push({ ...this.unit, notes: [] });
      this.unit = undefined;
    }
    this.path.pop();
  }

  result(): Xliff {
    if (this.language === undefined) {
      throw new Error("has no files");
    }
    return { language: this.language, files: this.files };
  }
}
