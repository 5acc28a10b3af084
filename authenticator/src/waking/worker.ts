/** The service worker: the app without a network, and the one that is woken. */

/**
 * Installs it. A new version takes over while nobody looks and nothing is half done.
 *
 * @param isIdle whether the page may be loaded anew
 */
export async function keepInstalled(isIdle: () => boolean): Promise<void> {
  if (!("serviceWorker" in navigator)) {
    return;
  }
  const registration = await navigator.serviceWorker.register("/app/sw.js", { scope: "/app/" });
  const hadOne = navigator.serviceWorker.controller !== null;
  navigator.serviceWorker.addEventListener("controllerchange", () => {
    if (hadOne) {
      location.reload();
    }
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && isIdle()) {
      registration.waiting?.postMessage("take over");
    } else {
      void registration.update().catch(() => undefined);
    }
  });
}
