import { wordsOf } from "./shapes";

/** Frequent English words that stand in hardly any sentence of another language. */
const FREQUENT = new Set(
  (
    "the your yours you with and was were are has have had been be being this that these those not will would can " +
    "cannot could should must by from of for to is it its if or as at on in an when which who whom whose what why " +
    "where how there their they them then than please again after before because until while without into only " +
    "also does did do done no yes new another every each other"
  ).split(" "),
);

/** Those of them that are words of the language, too. */
const OWN: Readonly<Record<string, string>> = {
  de: "was in an not war also will",
  es: "no me a as",
  fr: "on an as or",
  it: "in a no do",
  nl: "was of is in had been as at to not do",
  pl: "to on do no by a at",
  pt: "a as no do me for",
};

/** Words that are no part of a longer name, such as Retry-After. */
const WORD = /(?<![\p{L}-])\p{L}+(?![\p{L}-])/gu;

/** The English words in a translation: neither abbreviations (IT) nor words of its own language. */
export function englishIn(language: string, text: string): string[] {
  const own = new Set((OWN[language] ?? "").split(" "));
  const words = (wordsOf(text).match(WORD) ?? [])
    .filter((word) => word !== word.toUpperCase())
    .map((word) => word.toLowerCase());
  return [...new Set(words)].filter((word) => FREQUENT.has(word) && !own.has(word));
}
