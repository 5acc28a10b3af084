/**
 * The clock's offset in IndexedDB. It has a database of its own: a new version of the database with
 * the accounts could not be opened while an older app is open in another tab.
 */

import { done } from "../indexed";

const NAME = "sallyport-authenticator-clock";
const STORE = "offset";
const KEY = "millis";

/** The offset in milliseconds; 0 if none was stored. */
export async function storedOffset(): Promise<number> {
  const stored: unknown = await done((await store("readonly")).get(KEY));
  return typeof stored === "number" ? stored : 0;
}

export async function storeOffset(millis: number): Promise<void> {
  await done((await store("readwrite")).put(millis, KEY));
}

async function store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const opening = indexedDB.open(NAME, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
  return (await done(opening)).transaction(STORE, mode).objectStore(STORE);
}
