import { locale } from "sallyport-common/language";

/** An account of this installation that is linked on this phone. */
export interface Account {
  /** device id assigned by the server */
  readonly device: string;
  readonly service: string;
  readonly host: string;
  readonly username: string;
  /** the owner's name for this phone */
  readonly name: string;
  readonly signingKey: CryptoKey;
  /** key for offline codes; absent until the server has sent its secret */
  readonly codeKey?: CryptoKey;
  /** the server knows that the key is stored here and no longer sends its secret */
  readonly codeKept?: true;
  readonly state: State;
  /** push endpoint registered for this account */
  readonly wokenAt?: string;
}

/** waiting: to be confirmed on the other screen; gone: no longer known to the server */
export type State = "waiting" | "linked" | "gone";

/** Sorts the accounts in a stable order. */
export function inOrder(accounts: readonly Account[]): Account[] {
  const key = (it: Account) => `${it.service}\n${it.username}\n${it.device}`;
  return [...accounts].sort((a, b) => key(a).localeCompare(key(b), locale()));
}
