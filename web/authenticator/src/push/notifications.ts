import type { Account } from "../accounts/account";
import type { AccountStore } from "../accounts/store";
import { pushKey, subscribe, unsubscribe } from "../server/push";

/**
 * on: this phone gets notifications; ask: it can get them; never: not supported by the browser, or
 * denied by the user
 */
export type NotificationState = "on" | "ask" | "never";

export async function notificationState(): Promise<NotificationState> {
  if (!("Notification" in window) || !("PushManager" in window)) {
    return "never";
  }
  if (Notification.permission === "denied") {
    return "never";
  }
  return Notification.permission === "granted" && (await subscription()) !== null ? "on" : "ask";
}

/** Asks the user for permission, then subscribes at the push service. False if either refused. */
export async function enableNotifications(store: AccountStore): Promise<boolean> {
  if ((await Notification.requestPermission()) !== "granted") {
    return false;
  }
  const key = await pushKey();
  if (key.kind !== "ok") {
    return false;
  }
  try {
    const registration = await navigator.serviceWorker.ready;
    await registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: key.value,
    });
  } catch {
    return false;
  }
  return registerPushEndpoint(store);
}

/**
 * Registers the current push endpoint for every account, also if it is registered already: the
 * server may have lost it, for example with a retired key. False if the server does not accept it.
 */
export async function registerPushEndpoint(store: AccountStore): Promise<boolean> {
  const current = await subscription();
  let taken = true;
  if (current === null) {
    return false;
  }
  for (const account of await store.all()) {
    if (account.state === "linked") {
      const told = await subscribe(account, current.toJSON());
      if (told.kind === "ok") {
        await store.change(account.device, { wokenAt: current.endpoint });
      } else {
        taken &&= told.kind !== "fault";
      }
    }
  }
  return taken;
}

/** Unsubscribes when the last account is removed. */
export async function unregisterPushEndpoint(of: Account, isLast: boolean): Promise<void> {
  if (of.wokenAt !== undefined && of.state === "linked") {
    await unsubscribe(of);
  }
  if (isLast) {
    await (await subscription())?.unsubscribe();
  }
}

/** Closes shown notifications once a request is answered. */
export async function forgetNotifications(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration();
  const shown = (await registration?.getNotifications()) ?? [];
  shown.forEach((it) => it.close());
}

async function subscription(): Promise<PushSubscription | null> {
  const registration = await navigator.serviceWorker?.getRegistration();
  return (await registration?.pushManager?.getSubscription()) ?? null;
}
