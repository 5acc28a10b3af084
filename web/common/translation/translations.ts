import {
  type Bundles,
  ENGLISH,
  type Finding,
  type Text,
  idOf,
  nameOf,
  patternOf,
  replacedBy,
} from "./bundles";
import { Check } from "./check";
import { type Records, hashOf } from "./records";
import { shapeOf } from "./shapes";
import { type Unit, type Xliff, readXliff, xliffOf } from "./xliff";

/** How many texts were taken over, and what is left to do. */
export interface Imported {
  readonly language: string;
  readonly changed: number;
}

/** What translators are given, and what they give back. */
export class Translations {
  private readonly check: Check;

  constructor(
    private readonly bundles: Bundles,
    private readonly records: Records,
  ) {
    this.check = new Check(bundles, records);
  }

  /** The texts that are not translated, or whose English changed since. */
  missing(language: string): Finding[] {
    return this.files(language).flatMap(({ area, units }) =>
      units
        .filter(({ target, isDone }) => target === undefined || !isDone)
        .map(({ key, source, target }) => ({
          where: `${nameOf(language, area)}: ${key}`,
          what: `${target === undefined ? "not translated" : "the English is new"}: ${source}`,
        })),
    );
  }

  /** All texts of a language, for a translator's program. */
  exported(language: string): string {
    return xliffOf({ language, files: this.files(language) });
  }

  private files(language: string): Xliff["files"] {
    const translated = this.records.translated(language);
    return this.bundles.areas(ENGLISH).map((area) => {
      const own = new Map(this.own(language, area).map((it) => [it.key, it.written]));
      const units = this.own(ENGLISH, area).map((english) =>
        unitOf(
          language,
          this.withNotesOfProfessionals(area, english),
          own.get(english.key),
          translated.get(idOf(area, english.key)),
        ),
      );
      return { area, units };
    });
  }

  /** What a text for patients replaces says what its arguments are. */
  private withNotesOfProfessionals(area: string, text: Text): Text {
    const replaced = replacedBy(area);
    const others = replaced === undefined ? [] : this.own(ENGLISH, replaced);
    const notes = others.find(({ key }) => key === text.key)?.notes ?? [];
    return { ...text, notes: [...text.notes, ...notes] };
  }

  /**
   * Takes over what a translator gave back, if it has no faults. A translation counts as one of the
   * English text that it was made from; if that has changed since, it is still listed as missing.
   *
   * @return the findings; if there are any, nothing was written
   * @throws if the document is no XLIFF that can be read
   */
  imported(document: string): Imported | Finding[] {
    const { language, files } = readXliff(document);
    checkTag(language);
    const areas = this.bundles.areas(ENGLISH);
    const given = new Map<string, Map<string, Unit>>();
    const findings: Finding[] = [];
    for (const { area, units } of files) {
      if (!areas.includes(area)) {
        findings.push({ where: nameOf(language, area), what: "there is no such file in English" });
      }
      const known = given.get(area) ?? new Map<string, Unit>();
      given.set(area, known);
      for (const unit of units) {
        if (known.has(unit.key)) {
          findings.push({ where: `${nameOf(language, area)}: ${unit.key}`, what: "occurs twice" });
        }
        known.set(unit.key, unit);
      }
    }
    findings.push(...this.faults(language, given));
    return findings.length > 0 ? findings : this.write(language, given);
  }

  private faults(language: string, given: ReadonlyMap<string, Map<string, Unit>>): Finding[] {
    return [...given].flatMap(([area, units]) => {
      const english = new Map(this.own(ENGLISH, area).map((it) => [it.key, it]));
      return [...units.values()]
        .filter((unit) => isTranslated(unit))
        .flatMap(({ key, target = "" }) =>
          this.check.ofText(language, area, { key, written: target, notes: [] }, english.get(key)),
        );
    });
  }

  private write(language: string, given: ReadonlyMap<string, Map<string, Unit>>): Imported {
    const hashes = this.records.translated(language);
    let changed = 0;
    for (const [area, units] of given) {
      const own = new Map(this.own(language, area).map((it) => [it.key, it.written]));
      const texts = this.own(ENGLISH, area).flatMap(({ key }) => {
        const unit = units.get(key);
        const before = own.get(key);
        const written = unit !== undefined && isTranslated(unit) ? unit.target : before;
        changed += written === before ? 0 : 1;
        if (unit !== undefined && isTranslated(unit) && unit.isDone) {
          hashes.set(idOf(area, key), hashOf(unit.source));
        }
        return written === undefined ? [] : [{ key, written }];
      });
      if (texts.length > 0) {
        this.bundles.write(language, area, texts);
      }
    }
    this.records.write(language, hashes);
    return { language, changed };
  }

  /**
   * Notes that translations fit the English texts of today.
   *
   * @param wanted the ids of texts, as in the list of what is missing; all if there are none
   * @return the ids that are not those of a translated text; if there are any, nothing was written
   */
  accept(language: string, wanted: readonly string[]): string[] {
    const today = new Map<string, string>();
    for (const area of this.bundles.areas(ENGLISH)) {
      const own = new Set(this.own(language, area).map(({ key }) => key));
      this.own(ENGLISH, area)
        .filter(({ key }) => own.has(key))
        .forEach(({ key, written }) => today.set(idOf(area, key), hashOf(written)));
    }
    const unknown = wanted.filter((id) => !today.has(id));
    if (unknown.length === 0) {
      const before = [...this.records.translated(language)].filter(([id]) => today.has(id));
      const now = wanted.map((id): [string, string] => [id, today.get(id) ?? ""]);
      const hashes = wanted.length === 0 ? today : new Map([...before, ...now]);
      this.records.write(language, hashes);
    }
    return unknown;
  }

  private own(language: string, area: string): readonly Text[] {
    return this.bundles.read(language, area)?.texts ?? [];
  }
}

/** @throws if the tag is not one of a language whose plural forms are known */
export function checkTag(language: string): void {
  const known = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/.test(language) && language !== ENGLISH;
  if (!known || Intl.PluralRules.supportedLocalesOf(language).length === 0) {
    throw new Error(`no language to translate into: ${language}`);
  }
}

function isTranslated({ target }: Unit): boolean {
  return target !== undefined && target !== "";
}

/** @param hash of the English text that was translated; undefined if that is not known */
function unitOf(
  language: string,
  english: Text,
  target: string | undefined,
  hash: string | undefined,
): Unit {
  const { key, written: source, max } = english;
  const shape = shapeOf(patternOf(source));
  const notes = [...english.notes];
  if (shape.plurals.length > 0) {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    notes.push(`Plural forms: ${[...forms].sort().join(", ")}.`);
  }
  if (max !== undefined) {
    notes.push(`At most ${max} characters.`);
  }
  if (source.includes("\\")) {
    notes.push("\\r\\n is the end of a line, and \\\\ is one backslash.");
  }
  return {
    key,
    source,
    ...(target !== undefined && { target }),
    isDone: target !== undefined && hash === hashOf(source),
    notes,
    ...(max !== undefined && shape.uses.size === 0 && { max }),
  };
}
