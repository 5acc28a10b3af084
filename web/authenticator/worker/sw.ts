/// <reference lib="webworker" />

// Browsers take this file as a script, so it neither imports nor exports anything.
type Messages = import("../src/messageTypes").Messages;

/** The files of this version, and a name for it that changes with them. Put in by the build. */
declare const FILES: readonly string[];
declare const VERSION: string;
/** The texts of the notification, by language. Put in by the build. */
declare const MESSAGES: Readonly<Record<string, Texts>>;

type Texts = Readonly<Record<Extract<keyof Messages, `app.notification.${string}`>, string>>;

const worker = self as unknown as ServiceWorkerGlobalScope;
const HOME = "/app/";
const ENGLISH = "en";

worker.addEventListener("install", (event) => {
  const whole = async () => (await caches.open(VERSION)).addAll([...FILES]);
  event.waitUntil(whole());
});

worker.addEventListener("activate", (event) => {
  event.waitUntil(forgetOlder().then(() => worker.clients.claim()));
});

worker.addEventListener("message", (event) => {
  if (event.data === "take over") {
    void worker.skipWaiting();
  }
});

/** Files of the app come from this phone; calls to the server are not intercepted. */
worker.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  const ours = url.origin === worker.location.origin && url.pathname.startsWith(HOME);
  if (event.request.method !== "GET" || !ours || url.pathname.startsWith("/app/api/")) {
    return;
  }
  const wanted = event.request.mode === "navigate" ? HOME : event.request;
  event.respondWith(kept(wanted).then((file) => file ?? fetch(event.request)));
});

/** The message says that something waits, not what: so does the notification. */
worker.addEventListener("push", (event) => {
  event.waitUntil(
    spoken()
      .catch(() => ENGLISH)
      .then(notify),
  );
});

async function notify(language: string): Promise<void> {
  const own = await ownTexts(language).catch(() => ({}));
  const texts = { ...(MESSAGES[language] ?? MESSAGES[ENGLISH]), ...own };
  return worker.registration.showNotification(texts?.["app.notification.title"] ?? "", {
    body: texts?.["app.notification.body"] ?? "",
    lang: language,
    dir: "auto",
    icon: "/app/icon-192.png",
    badge: "/app/badge.png",
    tag: "sign-in",
    requireInteraction: true,
  });
}

/**
 * The language that the app spoke last (src/language.ts).
 *
 * @throws if it was never started
 */
async function spoken(): Promise<string> {
  return String(await stored("sallyport-authenticator-language", "language", "spoken"));
}

/** What the hospital words in its own way, as the app kept it (src/ownTexts.ts). */
async function ownTexts(language: string): Promise<Partial<Texts>> {
  return (await stored(
    `sallyport-authenticator-own-texts-${language}`,
    "texts",
    "own",
  )) as Partial<Texts>;
}

/**
 * A value that the app stored.
 *
 * @throws if it never did
 */
function stored(database: string, kind: string, key: string): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(database, 1);
    // The app makes the database, not the worker.
    opening.onupgradeneeded = () => opening.transaction?.abort();
    opening.onerror = () => reject(opening.error ?? new Error("the storage refused"));
    opening.onsuccess = () => {
      const reading = opening.result.transaction(kind).objectStore(kind).get(key);
      reading.onerror = () => reject(reading.error ?? new Error("the storage refused"));
      reading.onsuccess = () => resolve(reading.result);
    };
  });
}

worker.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(bringToFront());
});

async function kept(wanted: RequestInfo): Promise<Response | undefined> {
  return (await caches.open(VERSION)).match(wanted);
}

async function forgetOlder(): Promise<void> {
  const older = (await caches.keys()).filter((name) => name !== VERSION);
  await Promise.all(older.map((name) => caches.delete(name)));
}

async function bringToFront(): Promise<void> {
  const windows = await worker.clients.matchAll({ type: "window", includeUncontrolled: true });
  const open = windows.find((it) => new URL(it.url).pathname.startsWith(HOME));
  await (open ? open.focus() : worker.clients.openWindow(HOME));
}
