import { type MessageFormatElement, TYPE, parse } from "@formatjs/icu-messageformat-parser";
import type { Message, Part } from "../src/filled";

/**
 * Parses an ICU message pattern with numbered arguments.
 *
 * @throws if the pattern is malformed or has a format that the app does not know
 */
export function compiled(pattern: string): Message {
  const parts = partsOf(parse(pattern, { ignoreTag: true }));
  return parts.every((part) => typeof part === "string") ? parts.join("") : parts;
}

/** @param plural the argument whose number `#` stands for */
function partsOf(elements: readonly MessageFormatElement[], plural?: number): Part[] {
  return elements.map((element) => partOf(element, plural));
}

function partOf(element: MessageFormatElement, plural?: number): Part {
  switch (element.type) {
    case TYPE.literal:
      return element.value;
    case TYPE.argument:
      return numberOf(element.value);
    case TYPE.pound:
      return plural as number;
    case TYPE.plural:
      if (element.offset !== 0 || element.pluralType !== "cardinal") {
        throw new Error("only cardinal numbers without an offset");
      }
      return { plural: numberOf(element.value), forms: formsOf(element.options, element.value) };
    case TYPE.select:
      return { select: numberOf(element.value), forms: formsOf(element.options) };
    default:
      throw new Error("dates and numbers are formatted before they become arguments");
  }
}

function formsOf(
  options: Readonly<Record<string, { readonly value: MessageFormatElement[] }>>,
  plural?: string,
): Record<string, Part[]> {
  const number = plural === undefined ? undefined : numberOf(plural);
  return Object.fromEntries(
    Object.entries(options).map(([form, { value }]) => [form, partsOf(value, number)]),
  );
}

function numberOf(argument: string): number {
  if (!/^[0-9]$/.test(argument)) {
    throw new Error(`no numbered argument: ${argument}`);
  }
  return Number(argument);
}

/** The types of a message's arguments: numbers choose plural forms. */
export function argumentsOf(message: Message): string[] {
  const types: string[] = [];
  const collect = (parts: readonly Part[]) => {
    for (const part of parts) {
      if (typeof part === "number") {
        types[part] ??= "string | number";
      } else if (typeof part !== "string") {
        types["plural" in part ? part.plural : part.select] =
          "plural" in part ? "number" : "string";
        Object.values(part.forms).forEach(collect);
      }
    }
  };
  collect(typeof message === "string" ? [] : message);
  return Array.from(types, (type) => type ?? "unknown");
}
