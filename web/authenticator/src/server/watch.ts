import { pause } from "../pause";
import type { SignInRequest } from "../protocol/answers";
import type { Linked } from "./caller";
import { receiveRequests } from "./eventStream";
import { standing } from "./linking";
import type { Outcome } from "./outcome";
import { requests } from "./signIns";

/** Delay before a stream that was open is reopened. */
const REOPEN_MILLIS = 250;
const POLL_MILLIS = 2_000;
/** Number of polls before the stream is tried again. */
const MAX_POLLS = 10;

export interface Listener {
  heard(requests: SignInRequest[]): void;
  /** The server no longer knows this phone. */
  gone(): void;
  /** The account is disabled; it may be enabled again. */
  disabled(): void;
  /** The server was reached, but is busy or failed. */
  busy(): void;
  /** The server was not reached. */
  offline(): void;
}

/**
 * Watches for requests of one account until the signal is aborted: by server-sent events, or by
 * polling every two seconds if no stream stays open.
 *
 * @param streamed false for polling only: a browser limits its connections to one server
 */
export async function watch(
  of: Linked,
  wanted: AbortSignal,
  listener: Listener,
  streamed = true,
): Promise<void> {
  while (!wanted.aborted) {
    const ended = streamed
      ? await receiveRequests(of, wanted, (list) => tell(wanted, () => listener.heard(list)))
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

/** Polls for a while; returns false if the phone is no longer linked. */
async function poll(of: Linked, wanted: AbortSignal, listener: Listener): Promise<boolean> {
  for (let polls = 0; polls < MAX_POLLS && !wanted.aborted; polls++) {
    const answer = await requests(of);
    if (answer.kind === "gone") {
      return false;
    }
    tell(wanted, () => pass(answer, listener));
    await pause(POLL_MILLIS, wanted);
  }
  return true;
}

function pass(
  answer: Exclude<Outcome<SignInRequest[]>, { kind: "gone" }>,
  listener: Listener,
): void {
  switch (answer.kind) {
    case "ok":
      listener.heard(answer.value);
      break;
    case "disabled":
      listener.disabled();
      break;
    case "offline":
      listener.offline();
      break;
    case "wait":
    case "fault":
      listener.busy();
  }
}

function tell(wanted: AbortSignal, what: () => void): void {
  if (!wanted.aborted) {
    what();
  }
}
