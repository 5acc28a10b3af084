/** Responses of the server, validated before use. */

export interface Owner {
  readonly service: string;
  readonly host: string;
  readonly username: string;
}

export type Standing =
  | { readonly state: "waiting" }
  | { readonly state: "linked"; readonly service: string; readonly username: string };

/**
 * A request that waits for an answer: a sign-in or a change of the account. Times are in
 * milliseconds since 1970.
 */
export interface SignInRequest {
  readonly purpose: "sign-in" | "change";
  readonly id: string;
  readonly challenge: string;
  readonly service: string;
  readonly username: string;
  readonly browser: string;
  readonly address: string;
  readonly at: number;
  readonly until: number;
  readonly digits: number;
}

export type Verdict =
  | { readonly kind: "approved" | "denied" | "malformed" | "over" }
  | { readonly kind: "wrong-number"; readonly left: number };

export class Malformed extends Error {}

export function ownerOf(json: unknown): Owner {
  const it = fields(json);
  return { service: text(it, "service"), host: text(it, "host"), username: text(it, "username") };
}

export function standingOf(json: unknown): Standing {
  const it = fields(json);
  if (it["state"] !== "linked") {
    return { state: "waiting" };
  }
  return { state: "linked", service: text(it, "service"), username: text(it, "username") };
}

export function requestsOf(json: unknown): SignInRequest[] {
  if (!Array.isArray(json)) {
    throw new Malformed("no list of requests");
  }
  return json.map(requestOf);
}

function requestOf(json: unknown): SignInRequest {
  const it = fields(json);
  return {
    purpose: (it["purpose"] ?? "sign-in") === "sign-in" ? "sign-in" : "change",
    id: text(it, "id"),
    challenge: text(it, "challenge"),
    service: text(it, "service"),
    username: text(it, "username"),
    browser: text(it, "browser"),
    address: text(it, "address"),
    at: number(it, "at"),
    until: number(it, "until"),
    digits: number(it, "digits"),
  };
}

export function verdictOf(json: unknown): Verdict {
  const it = fields(json);
  switch (it["state"]) {
    case "approved":
      return { kind: "approved" };
    case "denied":
      return { kind: "denied" };
    case "malformed":
      return { kind: "malformed" };
    case "wrong-number":
      return { kind: "wrong-number", left: number(it, "left") };
    default:
      return { kind: "over" };
  }
}

export function textOf(json: unknown, name: string): string {
  return text(fields(json), name);
}

function fields(json: unknown): Record<string, unknown> {
  if (typeof json !== "object" || json === null) {
    throw new Malformed("no object");
  }
  return json as Record<string, unknown>;
}

function text(of: Record<string, unknown>, name: string): string {
  const value = of[name];
  if (typeof value !== "string") {
    throw new Malformed(`no text: ${name}`);
  }
  return value;
}

function number(of: Record<string, unknown>, name: string): number {
  const value = of[name];
  if (typeof value !== "number" || !Number.isFinite(value)) {
    throw new Malformed(`no number: ${name}`);
  }
  return value;
}
