/**
 * The texts that a phone signs. Each begins with its purpose, so that a signature is valid for one
 * purpose only.
 */

import { type Bytes, sha256 } from "./binary";

export type Decision = "approve" | "deny" | "not-me";

export interface Call {
  readonly method: string;
  readonly path: string;
  /** milliseconds since 1970 */
  readonly time: number;
  readonly body: Bytes;
}

export interface Answer {
  readonly publicUrl: string;
  readonly device: string;
  readonly id: string;
  readonly challenge: string;
  readonly decision: Decision;
  /** empty unless approved */
  readonly number: string;
}

export async function callText(call: Call): Promise<string> {
  return lines(
    "sallyport call 1",
    call.method,
    call.path,
    String(call.time),
    await sha256(call.body),
  );
}

export function linkText(secret: string, publicKey: string, name: string): string {
  return lines("sallyport link 1", secret, publicKey, name);
}

export function answerText(answer: Answer): string {
  const { publicUrl, device, id, challenge, decision, number } = answer;
  return lines("sallyport answer 1", publicUrl, device, id, challenge, decision, number);
}

function lines(...parts: string[]): string {
  return parts.join("\n");
}
