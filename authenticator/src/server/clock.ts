/**
 * The time as the server has it. A phone whose clock is off by more than two minutes is answered like a stranger; then
 * the time of that answer says by how much.
 */

const TOLERATED_MILLIS = 30_000;

let aheadMillis = 0;

export function now(): number {
  return Date.now() + aheadMillis;
}

/** The time that an answer says, if this phone's is off by enough to make another try worth it. */
export function saidBy(answer: Response): number | undefined {
  const said = Date.parse(answer.headers.get("Date") ?? "");
  return Math.abs(said - now()) > TOLERATED_MILLIS ? said : undefined;
}

/** Sets the clock by a time that the server has accepted. */
export function setTo(time: number): void {
  aheadMillis = time - Date.now();
}
