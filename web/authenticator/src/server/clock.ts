/**
 * The server's time. The server treats a phone whose clock is off by more than two minutes as
 * unknown; the time in that response then gives the offset. A smaller error spoils the codes, so
 * the time in every successful response to a signed call corrects it.
 */

import { storeOffset, storedOffset } from "./offset";

const TOLERATED_OFFSET_MILLIS = 30_000;
/** Times in responses have whole seconds. */
const MIN_CORRECTED_OFFSET_MILLIS = 5_000;
/** The server answers no phone whose clock is off by more. */
const MAX_ACCEPTED_OFFSET_MILLIS = 120_000;

let aheadMillis = 0;

export function now(): number {
  return Date.now() + aheadMillis;
}

/** Applies the offset that was stored when the app was open last. */
export async function restoreClock(): Promise<void> {
  aheadMillis = await storedOffset().catch(() => 0);
}

/** The time in a response, if this phone's clock is off by enough to justify a retry. */
export function saidBy(answer: Response): number | undefined {
  const said = timeIn(answer);
  return said !== undefined && Math.abs(said - now()) > TOLERATED_OFFSET_MILLIS ? said : undefined;
}

/**
 * Corrects the clock by a successful response to a signed call. A time that is further off than the
 * server accepts is not the one by which it judged the call, and is ignored.
 *
 * @param askedAt when the call was made, by {@link now}: a slow response is not a wrong clock
 */
export function follow(answer: Response, askedAt: number): void {
  const said = timeIn(answer);
  const off = said === undefined ? 0 : Math.max(askedAt - said, said - now());
  if (
    said !== undefined &&
    off > MIN_CORRECTED_OFFSET_MILLIS &&
    off <= MAX_ACCEPTED_OFFSET_MILLIS
  ) {
    setTo(said);
  }
}

/** Sets the clock to a time that the server accepted. */
export function setTo(time: number): void {
  aheadMillis = time - Date.now();
  void storeOffset(aheadMillis).catch(() => undefined);
}

function timeIn(answer: Response): number | undefined {
  const said = Date.parse(answer.headers.get("Date") ?? "");
  return Number.isNaN(said) ? undefined : said;
}
