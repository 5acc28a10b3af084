import { el } from "../dom";
import { clockTime } from "../words";

export interface Countdown {
  /** for the bar */
  readonly node: HTMLElement;
  stop(): void;
}

/**
 * The time that is left, by the second.
 *
 * @param over called when there is none
 * @param tick called every second, and now
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
  return { node: el("span", {}, left, " left"), stop: () => clearInterval(timer) };
}
