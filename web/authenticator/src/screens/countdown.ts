import { el } from "sallyport-common/dom";
import { nodes } from "../messages";
import { clockTime } from "../words";

export interface Countdown {
  /** the element for the bar */
  readonly node: HTMLElement;
  stop(): void;
}

/**
 * Shows the remaining time, second by second.
 *
 * @param over called when no time is left
 * @param tick called every second, and once immediately
 */
export function countdown(
  until: number,
  now: () => number,
  over: () => void,
  tick: () => void = () => {},
): Countdown {
  const left = el("time", {});
  const show = () => {
    left.textContent = clockTime(until - now());
    tick();
  };
  const timer = setInterval(() => {
    show();
    if (now() >= until) {
      over();
    }
  }, 1000);
  show();
  return {
    node: el("span", {}, ...nodes("app.time.left", left)),
    stop: () => clearInterval(timer),
  };
}
