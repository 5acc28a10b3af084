const LEFT = "/session/left";
const STAY = "/session/stay";
const AT_MOST_EVERY_MILLIS = 5 * 60_000;
const QUIET: RequestInit = { cache: "no-store", redirect: "manual" };

/**
 * Counts reading as use of the session: somebody who scrolls through images opens no page for a
 * long time. Only acts of the person count, not what the viewer loads.
 *
 * @param path what is requested for it; empty for the portal's own way
 */
export function countActivity(element: HTMLElement, path: string): void {
  let last = Date.now();
  const act = (event: Event): void => {
    if (event.isTrusted && Date.now() - last > AT_MOST_EVERY_MILLIS) {
      last = Date.now();
      void (path === "" ? stay() : fetch(path, QUIET)).catch(() => undefined);
    }
  };
  for (const kind of ["pointerdown", "keydown", "wheel"]) {
    element.addEventListener(kind, act, { passive: true, capture: true });
  }
}

async function stay(): Promise<void> {
  const left = await fetch(LEFT, QUIET);
  if (left.ok) {
    const { token } = (await left.json()) as { token: string };
    await fetch(STAY, { ...QUIET, method: "POST", headers: { "X-CSRF-TOKEN": token } });
  }
}
