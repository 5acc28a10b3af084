/** An account of this installation on this phone. */
export interface Account {
  /** id that the server gave this phone */
  readonly device: string;
  readonly service: string;
  readonly host: string;
  readonly username: string;
  /** what the owner calls this phone */
  readonly name: string;
  readonly signingKey: CryptoKey;
  /** shows codes without a network; absent until the server handed out its secret */
  readonly codeKey?: CryptoKey;
  /** the server was told that the key is kept here, and hands its secret out no more */
  readonly codeKept?: true;
  readonly state: State;
  /** address of the push service that wakes this phone for the account */
  readonly wokenAt?: string;
}

/** waiting: to be confirmed on the other screen; gone: the server does not know this phone any more */
export type State = "waiting" | "linked" | "gone";

/** In an order that does not change while one looks. */
export function inOrder(accounts: readonly Account[]): Account[] {
  const key = (it: Account) => `${it.service}\n${it.username}\n${it.device}`;
  return [...accounts].sort((a, b) => key(a).localeCompare(key(b), "en"));
}
