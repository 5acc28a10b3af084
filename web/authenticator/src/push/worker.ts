/** The service worker: makes the app available offline and receives push messages. */

/**
 * Installs the service worker. A new version takes over while the page is hidden and idle.
 *
 * @param isIdle whether the page may be reloaded
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
