/** A value of one kind, in a database of its own. */
export class Kept {
  constructor(
    private readonly name: string,
    private readonly kind: string,
    private readonly key: string,
  ) {}

  /** What was put; undefined if nothing was. */
  async get(): Promise<unknown> {
    return done((await this.store("readonly")).get(this.key));
  }

  async put(value: unknown): Promise<void> {
    await done((await this.store("readwrite")).put(value, this.key));
  }

  private async store(mode: IDBTransactionMode): Promise<IDBObjectStore> {
    const opening = indexedDB.open(this.name, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(this.kind);
    return (await done(opening)).transaction(this.kind, mode).objectStore(this.kind);
  }
}

/** The result of a request to IndexedDB. */
export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the storage refused"));
  });
}
