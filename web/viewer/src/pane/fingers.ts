import type { Types } from "@cornerstonejs/core";
import type { Placement } from "./placement";

/** Closer fingers than this count as so far apart: a pixel between them would be a large factor. */
const LEAST_SPREAD = 16;

/** Fingers at a moment: their middle, and how far they are from it. */
interface Grip {
  readonly middle: Types.Point2;
  readonly spread: number;
}

/**
 * Two and more fingers hold the image: it follows their middle, and grows and shrinks as they
 * spread and close. The one that is left when others are lifted only moves it. A single finger is
 * the chosen tool's.
 *
 * @param interrupt ends what the tool began with the first finger
 * @param ended ends the listening
 */
export function holdWithFingers(
  element: HTMLElement,
  placement: Placement,
  interrupt: () => void,
  ended: AbortSignal,
): void {
  let grip: Grip | undefined;

  const isLibrarys = (event: TouchEvent) => grip === undefined && event.touches.length < 2;

  const start = (event: TouchEvent): void => {
    if (isLibrarys(event)) {
      return;
    }
    keep(event);
    if (grip === undefined) {
      interrupt();
    }
    grip = gripOf(element, event);
  };

  const move = (event: TouchEvent): void => {
    if (grip === undefined) {
      // Nothing scrolls here, but after a quick drag the browser would ignore a tap elsewhere, as one
      // that stops what was thrown.
      if (event.cancelable) {
        event.preventDefault();
      }
      return;
    }
    keep(event);
    const { middle, spread } = gripOf(element, event);
    placement.move(middle[0] - grip.middle[0], middle[1] - grip.middle[1]);
    if (spread !== grip.spread) {
      placement.scale(spread / grip.spread, middle);
    }
    grip = { middle, spread };
  };

  // The library hears of the last finger, so that it waits for a first one again.
  const end = (event: TouchEvent): void => {
    const isLast = fingersOf(element, event).length === 0;
    if (grip !== undefined && !isLast) {
      keep(event);
    }
    grip = grip === undefined || isLast ? undefined : gripOf(element, event);
  };

  const cancel = (event: TouchEvent): void => {
    end(event);
    if (fingersOf(element, event).length === 0) {
      // The library hears nothing of fingers that the system takes away.
      interrupt();
      const { changedTouches, touches, targetTouches } = event;
      const all = [changedTouches, touches, targetTouches].map((list) => [...list]);
      const [changed = [], down = [], here = []] = all;
      const init = { changedTouches: changed, touches: down, targetTouches: here };
      document.dispatchEvent(new TouchEvent("touchend", init));
    }
  };

  const options = { capture: true, passive: false, signal: ended };
  element.addEventListener("touchstart", start, options);
  element.addEventListener("touchmove", move, options);
  element.addEventListener("touchend", end, options);
  element.addEventListener("touchcancel", cancel, options);
}

/** Keeps an event from the library and from the browser. */
function keep(event: TouchEvent): void {
  event.stopImmediatePropagation();
  if (event.cancelable) {
    event.preventDefault();
  }
}

/** Fingers on other panes hold other images. */
function fingersOf(element: HTMLElement, { touches }: TouchEvent): Touch[] {
  return [...touches].filter(({ target }) => target instanceof Node && element.contains(target));
}

function gripOf(element: HTMLElement, event: TouchEvent): Grip {
  const { left, top } = element.getBoundingClientRect();
  const places = fingersOf(element, event).map(
    ({ clientX, clientY }): Types.Point2 => [clientX - left, clientY - top],
  );
  const count = Math.max(1, places.length);
  const mean = (values: number[]) => values.reduce((sum, it) => sum + it, 0) / count;
  const middle: Types.Point2 = [mean(places.map(([x]) => x)), mean(places.map(([, y]) => y))];
  const spread = mean(places.map(([x, y]) => Math.hypot(x - middle[0], y - middle[1])));
  return { middle, spread: Math.max(LEAST_SPREAD, spread) };
}
