import { type MessageFormatElement, TYPE, parse } from "@formatjs/icu-messageformat-parser";

/** More combinations of forms than this are not looked at. */
const MOST_VARIANTS = 500;

/** Formats of numbers that ICU has on the server, and this parser has not. */
const NUMBERS = /\{([0-9]), *(?:spellout|ordinal|duration)(?:,[^{}]*)?\}/g;

/** How an argument is used. */
export type Use = "plain" | "plural" | "select";

/** What must be the same in all languages, and what a translation may say otherwise. */
export interface Shape {
  /** The uses of each argument. */
  readonly uses: ReadonlyMap<string, ReadonlySet<Use>>;
  /** The forms of each plural: categories, and exact numbers such as "=0". */
  readonly plurals: readonly Forms[];
  readonly selects: readonly Forms[];
  /** The texts that are shown, with arguments as {0}: one for each combination of forms. */
  readonly variants: readonly string[];
}

/** The forms of an argument. */
export interface Forms {
  readonly argument: string;
  readonly names: readonly string[];
}

/**
 * The shape of an ICU pattern.
 *
 * @throws if the pattern is malformed
 */
export function shapeOf(pattern: string): Shape {
  const uses = new Map<string, Set<Use>>();
  const plurals: Forms[] = [];
  const selects: Forms[] = [];
  const use = (argument: string, how: Use) => {
    uses.set(argument, (uses.get(argument) ?? new Set()).add(how));
  };
  const formed = (
    how: "plural" | "select",
    argument: string,
    options: Readonly<Record<string, { readonly value: MessageFormatElement[] }>>,
    within?: string,
  ): string[] => {
    use(argument, how);
    (how === "plural" ? plurals : selects).push({ argument, names: Object.keys(options) });
    return Object.values(options).flatMap(({ value }) => textsOf(value, within));
  };
  const textsOf = (elements: readonly MessageFormatElement[], plural?: string): string[] =>
    elements.reduce<string[]>(
      (before, element) => {
        const next = partOf(element, plural);
        return before.flatMap((start) => next.map((end) => start + end)).slice(0, MOST_VARIANTS);
      },
      [""],
    );
  const partOf = (element: MessageFormatElement, plural?: string): string[] => {
    switch (element.type) {
      case TYPE.literal:
        return [element.value];
      case TYPE.plural:
        return formed("plural", element.value, element.options, element.value);
      case TYPE.select:
        return formed("select", element.value, element.options, plural);
      case TYPE.pound:
        return [`{${plural}}`];
      case TYPE.tag:
        throw new Error("elements are no syntax of a pattern");
      default:
        use(element.value, "plain");
        return [`{${element.value}}`];
    }
  };
  const variants = textsOf(parse(pattern.replace(NUMBERS, "{$1, number}"), { ignoreTag: true }));
  return { uses, plurals, selects, variants };
}

const ELEMENT = /<\/?[a-z][^>]*>|&#?\w+;|\$\{\w+\}/g;

/** The HTML elements, entities and placeholders of a text, in alphabetical order. */
export function elementsOf(text: string): string {
  return (text.match(ELEMENT) ?? []).sort().join(" ");
}

const NO_WORDS = /\{[0-9]\}|https?:\S+|\.\/sallyport\b.*|\bsallyport[.-][\w.-]+/g;

/** The text without elements, arguments, addresses, commands and names of settings. */
export function wordsOf(text: string): string {
  return text.replace(ELEMENT, " ").replace(NO_WORDS, " ");
}
