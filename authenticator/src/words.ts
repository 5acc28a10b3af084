/** Spans of time in words. */

/** "1:32"; never below zero. */
export function clockTime(millis: number): string {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function ago(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) {
    return seconds === 1 ? "1 second ago" : `${seconds} seconds ago`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes === 1 ? "1 minute ago" : `${minutes} minutes ago`;
}

/** "123 456" */
export function spaced(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}

/**
 * Why the camera shows nothing, and what to do.
 *
 * @param instead what can be typed, for example "the code"
 */
export function cameraWords(why: "refused" | "none", instead: string): string {
  return why === "refused"
    ? `The camera is not allowed. Allow it for this site in the browser’s settings, or type ${instead}.`
    : `The camera does not start. Type ${instead} instead.`;
}

/** How long to wait, as the pages of the portal say it. */
export function waitWords(seconds: number): string {
  return seconds <= 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
