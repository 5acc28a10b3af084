/** Whether the browser keeps what the app stores: its keys are lost with it (rule 44). */

/** kept: until the person deletes it; refused: it may be deleted at any time */
export type Keeping = "kept" | "refused";

/** How it is now. Asks nobody. */
export async function keepingNow(): Promise<Keeping> {
  return (await navigator.storage?.persisted?.().catch(() => false)) ? "kept" : "refused";
}

/** Asks the browser, which may ask the person. */
export async function askToKeep(): Promise<Keeping> {
  return (await navigator.storage?.persist?.().catch(() => false)) ? "kept" : "refused";
}

export const MAY_BE_DELETED =
  "This browser may delete what the app keeps when the phone runs out of space, and then this phone is not linked any more. Install the app: what an installed app keeps, stays. And make recovery codes in your settings.";
