/** Numbers and durations as text. */

import { text } from "./messages";

/** "1:32"; never negative. */
export function clockTime(millis: number): string {
  const seconds = Math.max(0, Math.ceil(millis / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

export function ago(millis: number): string {
  const seconds = Math.max(0, Math.floor(millis / 1000));
  if (seconds < 60) {
    return text("app.time.seconds-ago", seconds);
  }
  return text("app.time.minutes-ago", Math.floor(seconds / 60));
}

/** "123 456" */
export function spaced(digits: string): string {
  return `${digits.slice(0, 3)} ${digits.slice(3)}`;
}

/**
 * Why there is no camera image, and what to do.
 *
 * @param instead the alternative to type, the code or the number
 */
export function cameraWords(why: "refused" | "none", instead: "code" | "number"): string {
  return why === "refused" ? text("app.scan.refused", instead) : text("app.scan.none", instead);
}

/** How long to wait, worded as on the portal's pages. */
export function waitWords(seconds: number): string {
  return seconds <= 90
    ? text("app.time.seconds", seconds)
    : text("app.time.minutes", Math.ceil(seconds / 60));
}

/** What the server calls a browser that it does not know. */
const UNKNOWN_BROWSER = "unknown browser";

/**
 * Words a browser, which the server describes in English: "Firefox 140 on Linux". What is no
 * browser, such as a program, stays as it is.
 */
export function browserWords(stored: string): string {
  const parts = /^(.+) on (iPhone|iPad|Android|Windows|macOS|ChromeOS|Linux)$/.exec(stored);
  const [, name = stored, system] = parts ?? [];
  const browser = name === UNKNOWN_BROWSER ? text("app.request.browser-unknown") : name;
  return system === undefined ? browser : text("app.request.browser-on-system", browser, system);
}
