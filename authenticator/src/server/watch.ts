import { pause } from "../pause";
import type { SignInRequest } from "../protocol/answers";
import type { Linked } from "./caller";
import { hearEvents } from "./eventStream";
import { standing } from "./linking";
import { requests } from "./signIns";

/** A stream that was open is opened again after this. */
const REOPEN_MILLIS = 250;
const POLL_MILLIS = 2_000;
/** After this many polls the stream is tried again. */
const POLLS = 10;

export interface Listener {
  heard(requests: SignInRequest[]): void;
  /** The server does not know this phone any more. */
  gone(): void;
  offline(): void;
}

/**
 * Watches for sign-ins of one account while it is wanted: by events, or by asking every two seconds where no stream
 * stays open.
 *
 * @param streamed false asks only: a browser keeps few connections to one server open
 */
export async function watch(
  of: Linked,
  wanted: AbortSignal,
  listener: Listener,
  streamed = true,
): Promise<void> {
  while (!wanted.aborted) {
    const ended = streamed
      ? await hearEvents(of, wanted, (list) => tell(wanted, () => listener.heard(list)))
      : "unreachable";
    if (ended === "ended") {
      await pause(REOPEN_MILLIS, wanted);
    } else if (ended === "gone" || !(await poll(of, wanted, listener))) {
      if ((await standing(of)).kind === "gone") {
        tell(wanted, () => listener.gone());
        return;
      }
      await pause(POLL_MILLIS, wanted);
    }
  }
}

/** Asks for a while; false if the phone is not linked any more. */
async function poll(of: Linked, wanted: AbortSignal, listener: Listener): Promise<boolean> {
  for (let polls = 0; polls < POLLS && !wanted.aborted; polls++) {
    const answer = await requests(of);
    if (answer.kind === "gone") {
      return false;
    }
    tell(wanted, () => (answer.kind === "ok" ? listener.heard(answer.value) : listener.offline()));
    await pause(POLL_MILLIS, wanted);
  }
  return true;
}

function tell(wanted: AbortSignal, what: () => void): void {
  if (!wanted.aborted) {
    what();
  }
}
