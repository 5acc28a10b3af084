import { sign } from "../keys/signing";
import { type Bytes, bytesOf } from "../protocol/binary";
import { callText } from "../protocol/texts";
import { now, setBy } from "./clock";

const JSON_TYPE = "application/json";

export interface Linked {
  readonly device: string;
  readonly signingKey: CryptoKey;
}

export interface Sending {
  readonly body?: object;
  readonly accept?: string;
  readonly signal?: AbortSignal;
}

/** A call that any phone may make. */
export function callUnsigned(method: string, path: string, body?: object): Promise<Response> {
  return send(method, path, {}, bodyOf(body), {});
}

/** A call in the name of a linked phone. Nothing of the browser's goes with it: no cookie, no cache. */
export async function callSigned(
  by: Linked,
  method: string,
  path: string,
  sending: Sending = {},
): Promise<Response> {
  const body = bodyOf(sending.body);
  const answer = await send(method, path, await signature(by, method, path, body), body, sending);
  const setBack = answer.status === 404 ? setBy(answer) : undefined;
  if (setBack === undefined) {
    return answer;
  }
  const again = await send(method, path, await signature(by, method, path, body), body, sending);
  if (again.status === 404) {
    setBack();
  }
  return again;
}

async function signature(
  by: Linked,
  method: string,
  path: string,
  body: Bytes,
): Promise<Record<string, string>> {
  const time = now();
  return {
    "Sallyport-Device": by.device,
    "Sallyport-Time": String(time),
    "Sallyport-Signature": await sign(by.signingKey, await callText({ method, path, time, body })),
  };
}

function send(
  method: string,
  path: string,
  headers: Record<string, string>,
  body: Bytes,
  { accept = JSON_TYPE, signal }: Sending,
): Promise<Response> {
  const told = body.length > 0;
  return fetch(path, {
    method,
    headers: { ...headers, Accept: accept, ...(told ? { "Content-Type": JSON_TYPE } : {}) },
    body: told ? body : null,
    credentials: "omit",
    cache: "no-store",
    redirect: "error",
    signal: signal ?? null,
  });
}

function bodyOf(body: object | undefined): Bytes {
  return bytesOf(body === undefined ? "" : JSON.stringify(body));
}
