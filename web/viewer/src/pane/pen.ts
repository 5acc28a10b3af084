const PEN = "pen";
/** A hand rests on the screen until shortly after its pen has left it. */
const AFTER_MILLIS = 500;
/** A pen that hovers trembles: without an event for so long, it is not there, whatever was said. */
const SILENT_MILLIS = 2000;
/** The touch of a pen is where its pointer is. */
const SAME_PLACE_PIXELS = 4;

/** The pen on or above the screen; there is one at most. */
const pen = { isDown: false, isNear: false, left: -Infinity, seen: -Infinity, x: NaN, y: NaN };

function follow(event: PointerEvent): void {
  if (event.pointerType !== PEN) {
    return;
  }
  const isGone = event.type === "pointercancel" || event.type === "pointerleave";
  pen.isNear = !isGone;
  pen.isDown = !isGone && event.buttons !== 0;
  pen.seen = event.timeStamp;
  [pen.x, pen.y] = [event.clientX, event.clientY];
  if (isGone) {
    pen.left = event.timeStamp;
  }
}

for (const type of ["pointerdown", "pointermove", "pointerup", "pointercancel"] as const) {
  document.addEventListener(type, follow, { capture: true, passive: true });
}
document.documentElement.addEventListener("pointerleave", follow, { passive: true });

/** Whether touches are those of the hand that holds a pen. */
function isPenHere({ timeStamp }: Event): boolean {
  const isThere = pen.isNear && (pen.isDown || timeStamp - pen.seen < SILENT_MILLIS);
  return isThere || timeStamp - pen.left < AFTER_MILLIS;
}

/** Some systems report a pen as a touch, too. */
function isOfPen(touch: Touch): boolean {
  const isStylus = (touch as { touchType?: string }).touchType === "stylus";
  const isThere = Math.hypot(touch.clientX - pen.x, touch.clientY - pen.y) < SAME_PLACE_PIXELS;
  return isStylus || (pen.isDown && isThere);
}

/**
 * Ignores fingers while a pen is on or above the screen, and a palm until it is lifted. To be
 * called before others listen to touches.
 *
 * @param ended ends the listening
 */
export function ignoreBesidePen(element: HTMLElement, ended: AbortSignal): void {
  const ignored = new Set<number>();

  const start = (event: TouchEvent): void => {
    const touches = [...event.changedTouches];
    if (isPenHere(event) && !touches.some(isOfPen)) {
      touches.forEach(({ identifier }) => ignored.add(identifier));
    }
    keepIgnored(event);
  };
  const move = (event: TouchEvent): void => {
    const isPalm = isPenHere(event) && ![...event.changedTouches].some(isOfPen);
    if (isPalm) {
      keep(event);
    }
    keepIgnored(event);
  };
  const end = (event: TouchEvent): void => {
    keepIgnored(event);
    [...event.changedTouches].forEach(({ identifier }) => ignored.delete(identifier));
  };
  const keepIgnored = (event: TouchEvent): void => {
    if ([...event.changedTouches].every(({ identifier }) => ignored.has(identifier))) {
      keep(event);
    }
  };

  const options = { capture: true, passive: false, signal: ended };
  element.addEventListener("touchstart", start, options);
  element.addEventListener("touchmove", move, options);
  element.addEventListener("touchend", end, options);
  element.addEventListener("touchcancel", end, options);
}

/** Keeps an event from all others. */
function keep(event: TouchEvent): void {
  event.stopImmediatePropagation();
  if (event.cancelable) {
    event.preventDefault();
  }
}

/**
 * Tells where a pen hovers above an element, in CSS pixels of it; undefined if it touches it or
 * left it.
 *
 * @param ended ends the listening
 */
export function onHover(
  element: HTMLElement,
  tell: (at: readonly [x: number, y: number] | undefined) => void,
  ended: AbortSignal,
): void {
  const moved = ({ pointerType, buttons, clientX, clientY }: PointerEvent): void => {
    if (pointerType === PEN) {
      const { left, top } = element.getBoundingClientRect();
      tell(buttons === 0 ? [clientX - left, clientY - top] : undefined);
    }
  };
  const options = { passive: true, signal: ended };
  element.addEventListener("pointermove", moved, options);
  element.addEventListener("pointerdown", moved, options);
  element.addEventListener("pointerleave", () => tell(undefined), options);
}
