/**
 * The time as the server has it. A phone whose clock is off by more than two minutes is answered like a stranger; then
 * the time of that answer says by how much.
 */

const TOLERATED_MILLIS = 30_000;

let aheadMillis = 0;

export function now(): number {
  return Date.now() + aheadMillis;
}

/**
 * Sets the clock by an answer, if it is off by enough to make another try worth it.
 *
 * @returns how to set it back; undefined if nothing changed
 */
export function setBy(answer: Response): (() => void) | undefined {
  const said = Date.parse(answer.headers.get("Date") ?? "");
  if (Number.isNaN(said) || Math.abs(said - now()) <= TOLERATED_MILLIS) {
    return undefined;
  }
  const before = aheadMillis;
  aheadMillis = said - Date.now();
  return () => (aheadMillis = before);
}
