/**
 * The clock's offset in IndexedDB. It has a database of its own: a new version of the database with
 * the accounts could not be opened while an older app is open in another tab.
 */

import { Kept } from "../indexed";

const KEPT = new Kept("sallyport-authenticator-clock", "offset", "millis");

/** The offset in milliseconds; 0 if none was stored. */
export async function storedOffset(): Promise<number> {
  const stored = await KEPT.get();
  return typeof stored === "number" ? stored : 0;
}

export async function storeOffset(millis: number): Promise<void> {
  await KEPT.put(millis);
}
