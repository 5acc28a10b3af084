/** Installation of the app on the phone's home screen. */

import { text } from "./messages";

interface InstallOffer extends Event {
  prompt(): Promise<unknown>;
}

let offer: InstallOffer | undefined;

/** Keeps the browser's install prompt for the app's button. */
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

/** An iPad identifies itself as a Mac, which has no touch screen. */
function isApple(): boolean {
  const { userAgent, maxTouchPoints } = navigator;
  return (
    /iPhone|iPad|iPod/.test(userAgent) || (userAgent.includes("Macintosh") && maxTouchPoints > 1)
  );
}

/**
 * On iPhone and iPad, a page and the installed app have separate storage, and only the installed
 * app receives push messages: an account linked in the page is missing in the app, and the page's
 * data are deleted after 7 days without a visit.
 */
export function homeScreenHint(): string | undefined {
  return isApple() && !isInstalled() ? text("app.begin.home-screen") : undefined;
}
