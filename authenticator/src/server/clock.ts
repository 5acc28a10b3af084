/**
 * The server's time. The server treats a phone whose clock is off by more than two minutes as
 * unknown; the time in that response then gives the offset.
 */

const TOLERATED_MILLIS = 30_000;

let aheadMillis = 0;

export function now(): number {
  return Date.now() + aheadMillis;
}

/** The time in a response, if this phone's clock is off by enough to justify a retry. */
export function saidBy(answer: Response): number | undefined {
  const said = Date.parse(answer.headers.get("Date") ?? "");
  return Math.abs(said - now()) > TOLERATED_MILLIS ? said : undefined;
}

/** Sets the clock to a time that the server accepted. */
export function setTo(time: number): void {
  aheadMillis = time - Date.now();
}
