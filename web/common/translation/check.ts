import { type Bundle, type Bundles, ENGLISH, type Finding, type Text } from "./bundles";
import { idOf, nameOf, patternOf } from "./bundles";
import { englishIn } from "./english";
import type { Records } from "./records";
import { type Shape, elementsOf, shapeOf, wordsOf } from "./shapes";
import { smsOf } from "./sms";

const SMS = "sms";
/** Most that a text by SMS may take, its arguments filled in. */
const MOST_SEGMENTS = 2;
/** What an argument of a text by SMS is counted as: a code is shorter, a help desk is longer. */
const SAMPLE = "x".repeat(12);

/** Controls, and marks that change the direction of all that follows. Isolates (U+2066 to U+2069) end. */
const INVISIBLE = /[\p{Cc}\u200b\u202a-\u202e\u2060\ufeff]/u;

/** Looks for what is wrong in the translations of a language. */
export class Check {
  constructor(
    private readonly bundles: Bundles,
    private readonly records: Records,
  ) {}

  /** All findings of a language. */
  of(language: string): Finding[] {
    const areas = this.bundles.areas(ENGLISH);
    const unknown = this.bundles
      .areas(language)
      .filter((it) => !areas.includes(it))
      .map((area) => ({ where: nameOf(language, area), what: "there is no such file in English" }));
    const found = areas.flatMap((area) =>
      this.ofBundle(language, area, this.bundles.read(language, area) ?? { head: "", texts: [] }),
    );
    return [...unknown, ...found, ...this.needlesslySame(language)];
  }

  /** The findings of a file, also of one that is not written yet. */
  ofBundle(language: string, area: string, translated: Bundle): Finding[] {
    const english = this.english(area).texts;
    const known = new Map(english.map((it) => [it.key, it]));
    const own = new Map(translated.texts.map((it) => [it.key, it]));
    const missing = english
      .filter(({ key }) => !own.has(key))
      .map(({ key }) => this.finding(language, area, key, "is not translated"));
    return [
      ...missing,
      ...this.order(language, area, translated.texts),
      ...translated.texts.flatMap((it) => this.ofText(language, area, it, known.get(it.key))),
    ];
  }

  /** The findings of one text. */
  ofText(language: string, area: string, text: Text, english: Text | undefined): Finding[] {
    const faults =
      english === undefined
        ? ["there is no such key in English"]
        : [...this.faults(language, area, text, english)];
    return faults.map((what) => this.finding(language, area, text.key, what));
  }

  private *faults(language: string, area: string, text: Text, english: Text): Generator<string> {
    const { written } = text;
    if (written.trim() === "" || written !== written.trim() || /[\n\r]/.test(written)) {
      yield "is empty, has a space at an end, or is more than one line";
      return;
    }
    if (written.includes("'")) {
      yield "has a straight apostrophe; write ’";
    }
    if (INVISIBLE.test(written) || !isIsolated(written)) {
      yield "has an invisible character, or an isolate that does not end";
    }
    const source = shapeOf(patternOf(english.written));
    let shape: Shape;
    try {
      shape = shapeOf(patternOf(written));
    } catch (e) {
      yield `is malformed: ${(e as Error).message}`;
      return;
    }
    yield* argumentFaults(shape, source);
    yield* pluralFaults(language, shape, source);
    yield* elementFaults(shape, source);
    yield* lengthFaults(language, area, shape, english.max);
    yield* this.englishFaults(language, idOf(area, text.key), shape, written === english.written);
  }

  private *englishFaults(
    language: string,
    id: string,
    shape: Shape,
    equal: boolean,
  ): Generator<string> {
    const fault = englishFault(language, shape, equal);
    if (fault !== undefined && !this.records.same(language).has(id)) {
      yield `${fault}; if that is right, add it to same.txt`;
    }
  }

  /** Texts that are listed in same.txt without need: the list would hide the next mistake. */
  private needlesslySame(language: string): Finding[] {
    const rightly = new Set<string>();
    for (const area of this.bundles.areas(ENGLISH)) {
      const written = new Map(this.english(area).texts.map((it) => [it.key, it.written]));
      for (const text of this.bundles.read(language, area)?.texts ?? []) {
        const id = idOf(area, text.key);
        if (this.records.same(language).has(id) && isEnglish(language, text, written)) {
          rightly.add(id);
        }
      }
    }
    return [...this.records.same(language)]
      .filter((id) => !rightly.has(id))
      .map((id) => ({
        where: `${language}/same.txt: ${id}`,
        what: "has nothing English; remove the line",
      }));
  }

  private order(language: string, area: string, texts: readonly Text[]): Finding[] {
    const places = new Map(this.english(area).texts.map(({ key }, place) => [key, place]));
    let last = -1;
    for (const { key } of texts) {
      const place = places.get(key) ?? last;
      if (place < last) {
        return [this.finding(language, area, key, "is not where it is in the English file")];
      }
      last = place;
    }
    return [];
  }

  private english(area: string): Bundle {
    return this.bundles.read(ENGLISH, area) ?? { head: "", texts: [] };
  }

  private finding(language: string, area: string, key: string, what: string): Finding {
    return { where: `${nameOf(language, area)}: ${key}`, what };
  }
}

function isEnglish(language: string, text: Text, english: ReadonlyMap<string, string>): boolean {
  const equal = text.written === english.get(text.key);
  return englishFault(language, shapeOf(patternOf(text.written)), equal) !== undefined;
}

function englishFault(language: string, shape: Shape, equal: boolean): string | undefined {
  if (equal && shape.variants.some((it) => /\p{L}{3}/u.test(wordsOf(it)))) {
    return "is the same as in English";
  }
  const words = englishIn(language, shape.variants.join(" "));
  return words.length > 0 ? `has English words: ${words.join(", ")}` : undefined;
}

function* argumentFaults(shape: Shape, source: Shape): Generator<string> {
  const names = (of: Shape) => [...of.uses.keys()].sort().join(", ") || "none";
  if (names(shape) !== names(source)) {
    yield `has the arguments ${names(shape)}; English has ${names(source)}`;
    return;
  }
  for (const [argument, uses] of shape.uses) {
    const english = source.uses.get(argument);
    if (english?.has("select") !== uses.has("select")) {
      yield `{${argument}}: English ${english?.has("select") ? "chooses" : "does not choose"} by it`;
    }
    if (uses.has("plural") && english?.has("plural") !== true) {
      yield `{${argument}}: has plural forms, but may be no number`;
    }
  }
  for (const { argument, names: keys } of shape.selects) {
    const english = source.selects
      .filter((it) => it.argument === argument)
      .flatMap((it) => it.names);
    if (english.length > 0 && setOf(keys) !== setOf(english)) {
      yield `{${argument}}: chooses by ${setOf(keys)}; English chooses by ${setOf(english)}`;
    }
  }
}

function* pluralFaults(language: string, shape: Shape, source: Shape): Generator<string> {
  const wanted = setOf(new Intl.PluralRules(language).resolvedOptions().pluralCategories);
  const exact = new Set(
    source.plurals.flatMap((it) => it.names).filter((it) => it.startsWith("=")),
  );
  for (const { argument, names } of shape.plurals) {
    const categories = setOf(names.filter((it) => !it.startsWith("=")));
    if (categories !== wanted) {
      yield `{${argument}}: has the forms ${categories}; the language has ${wanted}`;
    }
    const others = names.filter((it) => it.startsWith("=") && !exact.has(it));
    if (others.length > 0) {
      yield `{${argument}}: has ${others.join(", ")}, which English does not have`;
    }
  }
}

function* elementFaults(shape: Shape, source: Shape): Generator<string> {
  const english = new Set(source.variants.map(elementsOf));
  for (const elements of new Set(shape.variants.map(elementsOf))) {
    if (!english.has(elements)) {
      yield `has the elements ${elements || "none"}; English has ${[...english].join(" or ") || "none"}`;
      return;
    }
  }
}

function* lengthFaults(
  language: string,
  area: string,
  shape: Shape,
  max: number | undefined,
): Generator<string> {
  const longest = Math.max(...shape.variants.map((it) => [...it].length));
  if (max !== undefined && longest > max) {
    yield `has ${longest} characters; there is room for ${max}`;
  }
  if (area === SMS) {
    for (const variant of shape.variants) {
      const { segments, others } = smsOf(variant.replace(/\{[0-9]\}/g, SAMPLE));
      if (others !== "" && new Intl.Locale(language).maximize().script === "Latn") {
        yield `has characters that are not in GSM-7, so that an SMS holds 70: ${others}`;
        return;
      }
      if (segments > MOST_SEGMENTS) {
        yield `takes ${segments} SMS; there is room for ${MOST_SEGMENTS}`;
        return;
      }
    }
  }
}

/** Whether each isolate is ended, and no other is. */
function isIsolated(text: string): boolean {
  let depth = 0;
  for (const [mark] of text.matchAll(/[\u2066-\u2069]/g)) {
    depth += mark === "\u2069" ? -1 : 1;
    if (depth < 0) {
      return false;
    }
  }
  return depth === 0;
}

function setOf(names: readonly string[]): string {
  return [...new Set(names)].sort().join(", ");
}
