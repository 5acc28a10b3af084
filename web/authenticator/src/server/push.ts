import { fromBase64url } from "../protocol/binary";
import { textOf } from "../protocol/answers";
import { type Linked, callSigned, callUnsigned } from "./caller";
import { type Outcome, outcome } from "./outcome";

/** The VAPID key that identifies this server to push services (RFC 8292). */
export function pushKey(): Promise<Outcome<Uint8Array<ArrayBuffer>>> {
  return outcome(
    () => callUnsigned("GET", "/app/api/push-key"),
    (it) => fromBase64url(textOf(it, "key")),
  );
}

/** Registers the push subscription of this phone for an account. */
export function subscribe(of: Linked, subscription: PushSubscriptionJSON): Promise<Outcome<void>> {
  const { endpoint, keys = {} } = subscription;
  const body = { endpoint, p256dh: keys["p256dh"], auth: keys["auth"] };
  return outcome(
    () => callSigned(of, "PUT", "/app/api/subscription", { body }),
    () => undefined,
  );
}

export function unsubscribe(of: Linked): Promise<Outcome<void>> {
  return outcome(
    () => callSigned(of, "DELETE", "/app/api/subscription"),
    () => undefined,
  );
}
