import type { Types } from "@cornerstonejs/core";

const PRESS_MILLIS = 500;
const STILL_PIXELS = 8;

/** What a finger that rested does from then on, until it is lifted. */
export interface Held {
  move(at: Types.Point2): void;
  end(): void;
  /** Another finger came, or the system took the finger away. */
  cancel(): void;
}

/**
 * A finger that rests at one place begins something, and goes on with it. Two fingers, and one that
 * moves at once, are left to others. To be called before these listen.
 *
 * @param begin gives what it does at a place of the element, in CSS pixels; undefined if nothing
 * @param ended ends the listening
 */
export function onLongPress(
  element: HTMLElement,
  begin: (at: Types.Point2) => Held | undefined,
  ended: AbortSignal,
): void {
  let timer: number | undefined;
  let first: Types.Point2 | undefined;
  let held: Held | undefined;

  const placeOf = ({ clientX, clientY }: Touch): Types.Point2 => {
    const { left, top } = element.getBoundingClientRect();
    return [clientX - left, clientY - top];
  };
  const forget = (): void => {
    clearTimeout(timer);
    first = undefined;
  };
  const leave = (act: "end" | "cancel"): void => {
    forget();
    held?.[act]();
    held = undefined;
  };

  const start = (event: TouchEvent): void => {
    leave("cancel");
    const [touch] = event.touches;
    if (touch !== undefined && event.touches.length === 1) {
      const at = placeOf(touch);
      first = at;
      timer = window.setTimeout(() => {
        first = undefined;
        held = begin(at);
      }, PRESS_MILLIS);
    }
  };

  const move = (event: TouchEvent): void => {
    const [touch] = event.touches;
    const at = touch && placeOf(touch);
    if (held !== undefined && at !== undefined) {
      event.stopImmediatePropagation();
      if (event.cancelable) {
        event.preventDefault();
      }
      held.move(at);
    } else if (first !== undefined && at !== undefined) {
      const isStill = Math.hypot(at[0] - first[0], at[1] - first[1]) <= STILL_PIXELS;
      if (!isStill) {
        forget();
      }
    }
  };

  const options = { capture: true, passive: false, signal: ended };
  element.addEventListener("touchstart", start, options);
  element.addEventListener("touchmove", move, options);
  // The library hears of the end, so that it waits for a first finger again.
  element.addEventListener("touchend", () => leave("end"), options);
  element.addEventListener("touchcancel", () => leave("cancel"), options);
  ended.addEventListener("abort", () => leave("cancel"));
}
