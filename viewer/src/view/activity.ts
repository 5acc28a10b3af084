const LEFT = "/session/left";
const STAY = "/session/stay";
const AT_MOST_EVERY_MILLIS = 5 * 60_000;

/**
 * Counts reading as use of the session: somebody who scrolls through images opens no page for a
 * long time. Only acts of the person count, not what the viewer loads.
 */
export function countActivity(element: HTMLElement): void {
  let last = Date.now();
  const act = (event: Event): void => {
    if (event.isTrusted && Date.now() - last > AT_MOST_EVERY_MILLIS) {
      last = Date.now();
      void stay().catch(() => undefined);
    }
  };
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    element.addEventListener(kind, act, { passive: true, capture: true });
  }
}

async function stay(): Promise<void> {
  const options: RequestInit = { cache: "no-store", redirect: "manual" };
  const left = await fetch(LEFT, options);
  if (left.ok) {
    const { token } = (await left.json()) as { token: string };
    await fetch(STAY, { ...options, method: "POST", headers: { "X-CSRF-TOKEN": token } });
  }
}
