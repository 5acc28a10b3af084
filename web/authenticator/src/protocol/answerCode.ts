/**
 * The QR code of a page that waits for an answer: the request's id and the number that can be typed
 * instead.
 */

export type ScannedAnswer =
  | { readonly kind: "number"; readonly number: string }
  | { readonly kind: "another" }
  | { readonly kind: "none" };

interface Expected {
  readonly id: string;
  readonly digits: number;
}

const CODE = /^SALLYPORT:ANSWER:([0-9A-F-]{36}):([0-9]+)$/;

/** Numbers this short are quick to type; their page shows no QR code. */
const MAX_DIGITS_WITHOUT_QR = 2;

/** Whether the page shows a QR code beside the number. */
export function canBeScanned({ digits }: Expected): boolean {
  return digits > MAX_DIGITS_WITHOUT_QR;
}

/**
 * Reads the content of a scanned code.
 *
 * @param of the request to be answered; codes of other requests are rejected
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
