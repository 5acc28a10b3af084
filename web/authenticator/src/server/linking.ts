import { type DeviceKey, sign } from "../keys/signing";
import { type Owner, type Standing, ownerOf, standingOf, textOf } from "../protocol/answers";
import { linkText } from "../protocol/texts";
import { type Linked, callSigned, callUnsigned } from "./caller";
import { type Outcome, ok, outcome, refusal } from "./outcome";

/** Looks up the account of a pairing secret without linking anything. */
export function look(secret: string): Promise<Outcome<Owner>> {
  return outcome(() => callUnsigned("POST", "/app/api/link/look", { secret }), ownerOf);
}

/**
 * device: the id of this phone, which the owner has yet to confirm; refused: what is wrong with its
 * name
 */
export type Claim = { readonly device: string } | { readonly refused: string };

/** Uses up the secret. Repeating the same call after a lost response gives the same result. */
export async function link(secret: string, key: DeviceKey, name: string): Promise<Outcome<Claim>> {
  const { publicKey, signingKey } = key;
  const signature = await sign(signingKey, linkText(secret, publicKey, name));
  try {
    const answer = await callUnsigned("POST", "/app/api/link", {
      secret,
      publicKey,
      name,
      signature,
    });
    if (answer.status === 422) {
      return ok({ refused: textOf(await answer.json(), "problem") });
    }
    return answer.ok ? ok({ device: textOf(await answer.json(), "device") }) : refusal(answer);
  } catch (broken) {
    return { kind: broken instanceof TypeError ? "offline" : "fault" };
  }
}

export function standing(of: Linked): Promise<Outcome<Standing>> {
  return outcome(() => callSigned(of, "GET", "/app/api/me"), standingOf);
}

/** The secret of this phone's codes, in base32. The server sends it until {@link codeKept}. */
export function codeSecret(of: Linked): Promise<Outcome<string>> {
  return outcome(
    () => callSigned(of, "GET", "/app/api/code-secret"),
    (it) => textOf(it, "secret"),
  );
}

/** Reports that the secret is stored here; the server never sends it again. */
export function codeKept(of: Linked): Promise<Outcome<void>> {
  return outcome(
    () => callSigned(of, "POST", "/app/api/code-secret/kept"),
    () => undefined,
  );
}

/** removed: the server no longer knows this phone; last, locked: the reason for its refusal */
export type Removal = "removed" | "last" | "locked";

/** Asks the server to remove this phone from the account. */
export async function unlink(of: Linked): Promise<Outcome<Removal>> {
  try {
    const answer = await callSigned(of, "DELETE", "/app/api/me");
    if (answer.ok || answer.status === 404) {
      return ok("removed");
    }
    return answer.status === 409
      ? ok(textOf(await answer.json(), "state") === "locked" ? "locked" : "last")
      : refusal(answer);
  } catch {
    return { kind: "offline" };
  }
}
