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

/**
 * On iPhone and iPad a page and the app on the home screen keep apart what they store, and only the latter is woken:
 * who links in the page finds nothing in the app.
 */
export function homeScreenHint(): string | undefined {
  const apple = /iPhone|iPad/.test(navigator.userAgent);
  const installed = (navigator as { standalone?: boolean }).standalone === true;
  return apple && !installed
    ? "Put this app on the home screen first: Share > Add to Home Screen. Open it there, then link it."
    : undefined;
}
