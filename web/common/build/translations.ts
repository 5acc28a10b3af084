import type { Bundle } from "./bundle";
import { argumentsOf } from "./patterns";

/**
 * What is wrong with the texts of a language, compared with the English ones: keys that English does
 * not have, and arguments that are missing or given in another form. What is not translated is
 * English, and a matter of the server's tests.
 */
export function flaws(bundle: Bundle, tag: string): string[] {
  const own = bundle.own(tag);
  const english = bundle.messages();
  const unknown = [...own.keys()].filter((key) => !english.has(key));
  return [
    ...unknown.map((key) => `${key}: no such key`),
    ...[...english].flatMap(([key, message]) => {
      const translated = own.get(key);
      if (translated === undefined) {
        return [];
      }
      const [asked, given] = [argumentsOf(translated), argumentsOf(message)];
      return fits(asked, given)
        ? []
        : [`${key}: ${asked.join(", ")} instead of ${given.join(", ")}`];
    }),
  ];
}

/** A language may choose a form by a number where English does not, if what it is given is one. */
function fits(asked: readonly string[], given: readonly string[]): boolean {
  return (
    asked.length === given.length &&
    asked.every(
      (type, i) => type === given[i] || (type !== "unknown" && given[i] === "string | number"),
    )
  );
}
