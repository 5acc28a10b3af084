const TAP_MILLIS = 300;
const TAP_PIXELS = 24;

/** A finger that touched and left a place. */
interface Tap {
  readonly x: number;
  readonly y: number;
  readonly time: number;
}

/**
 * Tells of two taps of one finger at one place, the second soon after the first.
 *
 * @param ended ends the listening
 */
export function onDoubleTap(element: HTMLElement, act: () => void, ended: AbortSignal): void {
  let down: Tap | undefined;
  let before: Tap | undefined;

  const start = (event: TouchEvent): void => {
    const [touch] = event.touches;
    down =
      touch !== undefined && event.touches.length === 1
        ? { x: touch.clientX, y: touch.clientY, time: event.timeStamp }
        : undefined;
  };

  const end = (event: TouchEvent): void => {
    const [touch] = event.changedTouches;
    if (down === undefined || touch === undefined || event.touches.length > 0) {
      before = undefined;
      return;
    }
    const tap = { x: touch.clientX, y: touch.clientY, time: event.timeStamp };
    const isTap = isNear(down, tap);
    if (isTap && before !== undefined && isNear(before, tap)) {
      before = undefined;
      act();
    } else {
      before = isTap ? tap : undefined;
    }
  };

  const options = { capture: true, passive: true, signal: ended };
  element.addEventListener("touchstart", start, options);
  element.addEventListener("touchend", end, options);
}

function isNear(a: Tap, b: Tap): boolean {
  return Math.hypot(a.x - b.x, a.y - b.y) < TAP_PIXELS && b.time - a.time < TAP_MILLIS;
}
