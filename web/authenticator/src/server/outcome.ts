/** The result of a call, independent of its purpose. */

import { textOf } from "../protocol/answers";

export type Outcome<T> =
  | { readonly kind: "ok"; readonly value: T }
  /** 404: expired, used, not linked, or of another account */
  | { readonly kind: "gone" }
  | { readonly kind: "wait"; readonly seconds: number }
  /** 403: the account is disabled; the phone keeps its keys */
  | { readonly kind: "disabled" }
  | { readonly kind: "offline" }
  | { readonly kind: "fault" };

export function ok<T>(value: T): Outcome<T> {
  return { kind: "ok", value };
}

/** Statuses with the same meaning for every call. */
export async function refusal(answer: Response): Promise<Outcome<never>> {
  switch (answer.status) {
    case 403:
      return { kind: (await isOfDisabled(answer)) ? "disabled" : "fault" };
    case 404:
      return { kind: "gone" };
    case 429:
      return { kind: "wait", seconds: Number(answer.headers.get("Retry-After") ?? "60") };
    default:
      return { kind: "fault" };
  }
}

/** Whether it is the server's answer to phones of disabled accounts, and not that of a proxy. */
async function isOfDisabled(answer: Response): Promise<boolean> {
  try {
    return textOf(await answer.json(), "state") === "disabled";
  } catch {
    return false;
  }
}

/**
 * Reads a successful response; every failure of the network or the server becomes an outcome, too.
 */
export async function outcome<T>(
  call: () => Promise<Response>,
  read: (json: unknown) => T,
): Promise<Outcome<T>> {
  let answer: Response;
  try {
    answer = await call();
  } catch {
    return { kind: "offline" };
  }
  if (!answer.ok) {
    return refusal(answer);
  }
  try {
    return ok(read(answer.status === 204 ? undefined : await answer.json()));
  } catch {
    return { kind: "fault" };
  }
}
