/** Simulates the server: answers calls in order and records the requests. */

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
  readonly body: string;
}

export type Reply = (asked: Asked) => Response;

export function standIn(...replies: Reply[]): Asked[] {
  const asked: Asked[] = [];
  globalThis.fetch = async (path, sending = {}) => {
    const body = sending.body ? new TextDecoder().decode(sending.body as Uint8Array) : "";
    const call = {
      method: sending.method ?? "GET",
      path: String(path),
      headers: new Headers(sending.headers),
      body,
    };
    asked.push(call);
    const reply = replies.shift();
    if (reply === undefined) {
      throw new TypeError("no network");
    }
    return reply(call);
  };
  return asked;
}

export function json(body: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return () => Response.json(body, { status, headers });
}

export function events(text: string): Reply {
  return () => new Response(text, { headers: { "Content-Type": "text/event-stream" } });
}
