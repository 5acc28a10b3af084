/** The language that the page speaks: its plurals, its numbers, its dates. */

/** A language with texts of its own; the same as the server's `Language`. */
export interface Language {
  /** Its BCP 47 tag, which names the folder of its texts. */
  readonly tag: string;
  /** For dates and numbers. */
  readonly locale: string;
  /** Its name in itself. */
  readonly ownName: string;
}

/** In the order in which they are offered. */
export const LANGUAGES: readonly Language[] = [
  { tag: "en", locale: "en", ownName: "English" },
  { tag: "nl", locale: "nl-BE", ownName: "Nederlands" },
  { tag: "fr", locale: "fr", ownName: "Français" },
  { tag: "de", locale: "de", ownName: "Deutsch" },
  { tag: "it", locale: "it", ownName: "Italiano" },
  { tag: "es", locale: "es", ownName: "Español" },
  { tag: "pt", locale: "pt-PT", ownName: "Português" },
  { tag: "pl", locale: "pl", ownName: "Polski" },
  { tag: "ar", locale: "ar-u-nu-latn", ownName: "العربية" },
];

/** The source of all texts, and what is spoken where a language has none. */
export const ENGLISH = "en";

interface Spoken {
  readonly tag: string;
  readonly locale: string;
  readonly plurals: Intl.PluralRules;
  readonly minus: string;
  readonly point: string;
}

let spoken = spokenIn(ENGLISH);

function spokenIn(tag: string): Spoken {
  const locale = LANGUAGES.find((it) => it.tag === tag)?.locale ?? ENGLISH;
  const parts = new Intl.NumberFormat(locale).formatToParts(-0.5);
  // In Arabic, a mark in front of the sign keeps it on the left of its digits.
  const before = parts.slice(
    0,
    parts.findIndex(({ type }) => type === "integer"),
  );
  return {
    tag,
    locale,
    plurals: new Intl.PluralRules(locale),
    minus: before.map(({ value }) => value).join(""),
    point: parts.find(({ type }) => type === "decimal")?.value ?? ".",
  };
}

/** @param tag of one of the languages */
export function setLanguage(tag: string): void {
  spoken = spokenIn(tag);
}

/** The tag of the language. */
export function language(): string {
  return spoken.tag;
}

/** For `Intl`. */
export function locale(): string {
  return spoken.locale;
}

export function direction(tag: string): "ltr" | "rtl" {
  return tag === "ar" ? "rtl" : "ltr";
}

/** The form that a number asks for. */
export function pluralForm(number: number): Intl.LDMLPluralRule {
  return spoken.plurals.select(number);
}

/**
 * A number as people of the language write it: with a comma where they do, always with the digits 0
 * to 9.
 *
 * @param number a number, or its digits with a point
 */
export function decimal(number: number | string): string {
  return String(number).replace(/^-/, spoken.minus).replace(".", spoken.point);
}

/** Has numbers written with a point, whatever the language: for programs that read them. */
export function withPoint<T>(written: () => T): T {
  const before = spoken;
  spoken = { ...before, minus: "-", point: "." };
  try {
    return written();
  } finally {
    spoken = before;
  }
}

/** Their short dates put the month first, or have no name of it. */
const NOT_BY_DAY = ["en", "pt"];

/**
 * A date, as on the pages of the server: "3 Mar 2026".
 *
 * @param timeZone that of the browser, if there is none
 */
export function dateText(date: Date, timeZone?: string): string {
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = (asked: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(spoken.locale, { ...zone, ...asked }).format(date);
  const [day, month, year] = [{ day: "numeric" }, { month: "short" }, { year: "numeric" }] as const;
  return NOT_BY_DAY.includes(spoken.tag)
    ? [format(day), format(month), format(year)].join(" ")
    : format({ ...day, ...month, ...year });
}
