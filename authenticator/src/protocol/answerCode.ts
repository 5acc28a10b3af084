/** The QR code of a page that asks: the request's id, and the number that is typed otherwise. */

export type ScannedAnswer =
  | { readonly kind: "number"; readonly number: string }
  | { readonly kind: "another" }
  | { readonly kind: "none" };

interface Expected {
  readonly id: string;
  readonly digits: number;
}

const CODE = /^SALLYPORT:ANSWER:([0-9A-F-]{36}):([0-9]+)$/;

/** Fewer digits are typed in no time; their page shows no code. */
const TYPED_IN_NO_TIME = 2;

/** Whether the page shows a code beside the number. */
export function canBeScanned({ digits }: Expected): boolean {
  return digits > TYPED_IN_NO_TIME;
}

/**
 * What a scanned code holds.
 *
 * @param of the request that is answered: the code of any other is worth nothing here
 */
export function readAnswer(text: string, { id, digits }: Expected): ScannedAnswer {
  const [, of, number = ""] = CODE.exec(text) ?? [];
  if (of === undefined) {
    return { kind: "none" };
  }
  if (of !== id.toUpperCase()) {
    return { kind: "another" };
  }
  return number.length === digits ? { kind: "number", number } : { kind: "none" };
}
