import { sign } from "../keys/signing";
import { type SignInRequest, type Verdict, requestsOf, verdictOf } from "../protocol/answers";
import { type Decision, answerText } from "../protocol/texts";
import { type Linked, callSigned } from "./caller";
import { type Outcome, ok, outcome, refusal } from "./outcome";

export function requests(of: Linked): Promise<Outcome<SignInRequest[]>> {
  return outcome(() => callSigned(of, "GET", "/app/api/requests"), requestsOf);
}

/**
 * Answers a request. The signature covers the origin at which this app was opened, so an answer
 * obtained by another site is invalid.
 *
 * @param number empty unless approved
 */
export async function answer(
  of: Linked,
  to: SignInRequest,
  decision: Decision,
  number: string,
): Promise<Outcome<Verdict>> {
  const { id, challenge } = to;
  const said = { publicUrl: location.origin, device: of.device, id, challenge, decision, number };
  const signature = await sign(of.signingKey, answerText(said));
  const path = `/app/api/requests/${encodeURIComponent(id)}`;
  try {
    const body = { decision, signature, ...(number !== "" && { number }) };
    const reply = await callSigned(of, "POST", path, { body });
    return await verdict(reply);
  } catch {
    return { kind: "offline" };
  }
}

/** A wrong number and a request that is over are verdicts with their own status codes. */
async function verdict(reply: Response): Promise<Outcome<Verdict>> {
  if (reply.status === 410 || reply.status === 404) {
    return ok({ kind: "over" });
  }
  return reply.ok || reply.status === 422
    ? outcome(() => Promise.resolve(new Response(reply.body)), verdictOf)
    : refusal(reply);
}
