import { BadAnswer } from "../dicomweb/archive";
import { Refusal } from "../images/refusals";
import { type PlainKey, text } from "../messages";

/** The sentence that says why a series could not be opened. */
export function wordsOf(fault: unknown): string {
  if (fault instanceof BadAnswer) {
    return text(keyOf(fault.status));
  }
  return text(fault instanceof Refusal ? "viewer.trouble.broken" : "viewer.trouble.unreachable");
}

/** 0 is a redirect to the sign-in page. */
function keyOf(status: number): PlainKey {
  switch (status) {
    case 0:
    case 401:
      return "viewer.trouble.ended";
    case 404:
      return "viewer.trouble.missing";
    default:
      return "viewer.trouble.unreachable";
  }
}

/** The library leaves promises of images that were refused; the panes say why they are not shown. */
export function keepsQuiet(event: PromiseRejectionEvent): void {
  if (event.reason instanceof Refusal) {
    event.preventDefault();
  }
}
