/**
 * The time as the server has it. A phone whose clock is off by more than two minutes is answered like a stranger; then
 * the time of that answer says by how much.
 */

const TOLERATED_MILLIS = 30_000;

let aheadMillis = 0;

export function now(): number {
  return Date.now() + aheadMillis;
}

/** Sets the clock by an answer; whether that changed anything worth another try. */
export function setBy(answer: Response): boolean {
  const said = Date.parse(answer.headers.get("Date") ?? "");
  if (Number.isNaN(said) || Math.abs(said - now()) <= TOLERATED_MILLIS) {
    return false;
  }
  aheadMillis = said - Date.now();
  return true;
}
