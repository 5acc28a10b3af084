import { type DeviceKey, sign } from "../keys/signing";
import { type Owner, type Standing, ownerOf, standingOf, textOf } from "../protocol/answers";
import { linkText } from "../protocol/texts";
import { type Linked, callSigned, callUnsigned } from "./caller";
import { type Outcome, outcome } from "./outcome";

/** Whose account a pairing secret is for. Links nothing. */
export function look(secret: string): Promise<Outcome<Owner>> {
  return outcome(() => callUnsigned("POST", "/app/api/link/look", { secret }), ownerOf);
}

/** Spends the secret; gives the id of this phone, which the owner has yet to confirm. */
export async function link(secret: string, key: DeviceKey, name: string): Promise<Outcome<string>> {
  const { publicKey, signingKey } = key;
  const signature = await sign(signingKey, linkText(secret, publicKey, name));
  const body = { secret, publicKey, name, signature };
  return outcome(
    () => callUnsigned("POST", "/app/api/link", body),
    (it) => textOf(it, "device"),
  );
}

export function standing(of: Linked): Promise<Outcome<Standing>> {
  return outcome(() => callSigned(of, "GET", "/app/api/me"), standingOf);
}

/** The secret of this phone's codes, in base32. It is handed out once. */
export function codeSecret(of: Linked): Promise<Outcome<string>> {
  return outcome(
    () => callSigned(of, "GET", "/app/api/code-secret"),
    (it) => textOf(it, "secret"),
  );
}
