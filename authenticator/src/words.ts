/** Numbers and durations as text. */

/** "1:32"; never negative. */
export function clockTime(millis: number): string {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

/** A number with its noun; the only function that chooses between singular and plural. */
export function counted(number: number, one: string, many: string): string {
  return `${number} ${number === 1 ? one : many}`;
}

export function ago(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) {
    return `${counted(seconds, "second", "seconds")} ago`;
  }
  const minutes = Math.floor(seconds / 60);
  return `${counted(minutes, "minute", "minutes")} ago`;
}

/** "123 456" */
export function spaced(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}

/**
 * Why there is no camera image, and what to do.
 *
 * @param instead the alternative to type, for example "the code"
 */
export function cameraWords(why: "refused" | "none", instead: string): string {
  return why === "refused"
    ? `The camera is not allowed. Allow it for this site in the browser’s settings, or type ${instead}.`
    : `The camera does not start. Type ${instead} instead.`;
}

/** How long to wait, worded as on the portal's pages. */
export function waitWords(seconds: number): string {
  return seconds <= 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
