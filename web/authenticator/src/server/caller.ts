import { sign } from "../keys/signing";
import { type Bytes, bytesOf } from "../protocol/binary";
import { type Call, callText } from "../protocol/texts";
import { follow, now, saidBy, setTo } from "./clock";

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

/** Makes a call that does not need a linked phone. */
export function callUnsigned(method: string, path: string, body?: object): Promise<Response> {
  return send(method, path, {}, bodyOf(body), {});
}

/** Makes a call signed by a linked phone, without cookies and cache. */
export async function callSigned(
  by: Linked,
  method: string,
  path: string,
  sending: Sending = {},
): Promise<Response> {
  const body = bodyOf(sending.body);
  const callAt = async (time: number) =>
    send(method, path, await signature(by, { method, path, time, body }), body, sending);
  const askedAt = now();
  const answer = await callAt(askedAt);
  if (answer.ok) {
    follow(answer, askedAt);
  }
  const said = answer.status === 404 ? saidBy(answer) : undefined;
  if (said === undefined) {
    return answer;
  }
  const again = await callAt(said);
  if (again.status !== 404) {
    setTo(said);
  }
  return again;
}

async function signature(by: Linked, call: Call): Promise<Record<string, string>> {
  return {
    "Sallyport-Device": by.device,
    "Sallyport-Time": String(call.time),
    "Sallyport-Signature": await sign(by.signingKey, await callText(call)),
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
