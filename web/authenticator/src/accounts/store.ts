/**
 * Accounts and their keys in IndexedDB. Keys are stored as CryptoKey objects that the page can use
 * but not export.
 */

import { done } from "../indexed";
import type { Account } from "./account";

const NAME = "sallyport-authenticator";
const STORE = "accounts";

export class AccountStore {
  private constructor(private readonly database: IDBDatabase) {}

  static async open(): Promise<AccountStore> {
    const opening = indexedDB.open(NAME, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE, { keyPath: "device" });
    return new AccountStore(await done(opening));
  }

  all(): Promise<Account[]> {
    return done(this.store("readonly").getAll() as IDBRequest<Account[]>);
  }

  async find(device: string): Promise<Account | undefined> {
    return done(this.store("readonly").get(device) as IDBRequest<Account | undefined>);
  }

  async keep(account: Account): Promise<void> {
    await done(this.store("readwrite").put(account));
  }

  /** Updates an existing account in one transaction; a removed account is not recreated. */
  async change(device: string, change: Partial<Account>): Promise<void> {
    const store = this.store("readwrite");
    const account = await done(store.get(device) as IDBRequest<Account | undefined>);
    if (account !== undefined) {
      await done(store.put({ ...account, ...change }));
    }
  }

  async remove(device: string): Promise<void> {
    await done(this.store("readwrite").delete(device));
  }

  private store(mode: IDBTransactionMode): IDBObjectStore {
    return this.database.transaction(STORE, mode, { durability: "strict" }).objectStore(STORE);
  }
}
