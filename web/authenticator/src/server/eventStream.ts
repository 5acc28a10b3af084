import { type SignInRequest, requestsOf } from "../protocol/answers";
import { type Linked, callSigned } from "./caller";
import { EventText, type StreamEvent } from "./eventText";

/** The server sends something every 15 seconds. */
const IDLE_TIMEOUT_MILLIS = 40_000;

/** unreachable: nothing was received */
export type Ended = "gone" | "ended" | "unreachable";

/**
 * Receives pending requests until the stream ends, is silent for too long, or the signal is
 * aborted.
 *
 * @param onRequests receives the complete list, initially and on every change
 */
export async function receiveRequests(
  of: Linked,
  wanted: AbortSignal,
  onRequests: (requests: SignInRequest[]) => void,
): Promise<Ended> {
  const silence = new Silence(wanted);
  let ended: Ended = "unreachable";
  try {
    const sending = { accept: "text/event-stream", signal: silence.signal };
    const answer = await callSigned(of, "GET", "/app/api/events", sending);
    if (!answer.ok || answer.body === null) {
      return answer.status === 404 ? "gone" : "unreachable";
    }
    for await (const { data } of events(answer.body, silence)) {
      ended = "ended";
      onRequests(requestsOf(JSON.parse(data)));
    }
  } catch {
    // Ended by the network, the silence timeout or the signal.
  } finally {
    silence.over();
  }
  return ended;
}

async function* events(
  body: ReadableStream<Uint8Array<ArrayBuffer>>,
  silence: Silence,
): AsyncGenerator<StreamEvent> {
  const text = new EventText();
  const reader = body.pipeThrough(new TextDecoderStream()).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    silence.broken();
    yield* text.take(part.value).filter(({ event }) => event === "requests");
  }
}

/** Aborts a call when the signal is aborted or nothing was received for too long. */
class Silence {
  private readonly call = new AbortController();
  private readonly end = () => this.call.abort();
  private timer = setTimeout(this.end, IDLE_TIMEOUT_MILLIS);

  constructor(private readonly wanted: AbortSignal) {
    wanted.addEventListener("abort", this.end);
  }

  get signal(): AbortSignal {
    return this.call.signal;
  }

  broken(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.end, IDLE_TIMEOUT_MILLIS);
  }

  over(): void {
    clearTimeout(this.timer);
    this.wanted.removeEventListener("abort", this.end);
  }
}
