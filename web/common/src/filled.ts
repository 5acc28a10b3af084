import { decimal, pluralForm } from "./language";

/** A message as the build has parsed it: without arguments it is its text. */
export type Message = string | readonly Part[];

/** Text, the number of an argument, or forms to choose from by the value of an argument. */
export type Part = string | number | Plural | Select;

interface Plural {
  readonly plural: number;
  readonly forms: Forms;
}

interface Select {
  readonly select: number;
  readonly forms: Forms;
}

/** By plural category, exact number ("=0") or value; always with "other". */
type Forms = Readonly<Record<string, readonly Part[]>>;

/** Fills arguments into a message. Numbers are written as in the language of the page. */
export function filled<V>(message: Message, values: readonly V[]): (V | string)[] {
  if (typeof message === "string") {
    return [message];
  }
  return message.flatMap((part) => {
    if (typeof part === "string") {
      return [part];
    }
    return typeof part === "number"
      ? [written(values[part] as V)]
      : filled(formOf(part, values), values);
  });
}

function written<V>(value: V): V | string {
  return typeof value === "number" ? decimal(value) : value;
}

function formOf(part: Plural | Select, values: readonly unknown[]): readonly Part[] {
  const value = values["plural" in part ? part.plural : part.select];
  const exact = "plural" in part ? `=${value}` : String(value);
  const general = "plural" in part ? pluralForm(Number(value)) : "other";
  return part.forms[exact] ?? part.forms[general] ?? part.forms["other"] ?? [];
}
