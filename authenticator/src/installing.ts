/** Putting the app on the phone's home screen. */

interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | undefined;

/** Keeps the browser's offer for the button of the app. */
export function awaitInstallOffer(changed: () => void): void {
  window.addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    offer = event as InstallOffer;
    changed();
  });
  window.addEventListener("appinstalled", () => {
    offer = undefined;
    changed();
  });
}

export function installNow(): (() => void) | undefined {
  const kept = offer;
  return kept && (() => void kept.prompt());
}

/** Whether the app was opened from the home screen. */
export function isInstalled(): boolean {
  return (
    (navigator as { standalone?: boolean }).standalone === true ||
    window.matchMedia("(display-mode: standalone)").matches
  );
}

/** An iPad says that it is a Mac, which has no screen to touch. */
function isApple(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return (
    /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && maxTouchPoints > 1)
  );
}

/**
 * On iPhone and iPad a page and the app on the home screen keep apart what they store, and only the latter is woken:
 * who links in the page finds nothing in the app, and what a page stores is deleted after 7 days without a visit.
 */
export function homeScreenHint(): string | undefined {
  return isApple() && !isInstalled() ? HOME_SCREEN : undefined;
}

const HOME_SCREEN =
  "Put this app on the home screen first: Share > Add to Home Screen. Open it there, then link it. In a browser tab your link is deleted after 7 days without a visit.";
