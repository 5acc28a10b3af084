/** Whether the browser's storage is persistent: the keys are lost with it (rule 44). */

/** kept: until the user deletes it; refused: the browser may delete it at any time */
export type Keeping = "kept" | "refused";

/** The current state, without a prompt. */
export async function keepingNow(): Promise<Keeping> {
  return (await navigator.storage?.persisted?.().catch(() => false)) ? "kept" : "refused";
}

/** Requests persistent storage; the browser may prompt the user. */
export async function askToKeep(): Promise<Keeping> {
  return (await navigator.storage?.persist?.().catch(() => false)) ? "kept" : "refused";
}
