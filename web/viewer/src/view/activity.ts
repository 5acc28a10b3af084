const MIN_INTERVAL_MILLIS = 5 * 60_000;
const REQUEST_OPTIONS: RequestInit = { cache: "no-store", redirect: "manual" };

/**
 * Counts reading as use of the session: somebody who scrolls through images opens no page for a
 * long time. Only acts of the person count, not what the viewer loads.
 *
 * @param path of the session
 */
export function countActivity(element: HTMLElement, path: string): void {
  let last = Date.now();
  const act = (event: Event): void => {
    if (event.isTrusted && Date.now() - last > MIN_INTERVAL_MILLIS) {
      last = Date.now();
      void stay(path).catch(() => undefined);
    }
  };
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    element.addEventListener(kind, act, { passive: true, capture: true });
  }
}

/** A form's token is needed, so that no other site can keep a session open. */
async function stay(path: string): Promise<void> {
  const left = await fetch(`${path}/left`, REQUEST_OPTIONS);
  if (left.ok) {
    const { token } = (await left.json()) as { token: string };
    await fetch(`${path}/stay`, {
      ...REQUEST_OPTIONS,
      method: "POST",
      headers: { "X-CSRF-TOKEN": token },
    });
  }
}
