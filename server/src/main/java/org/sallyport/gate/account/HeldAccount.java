package org.sallyport.gate.account;

import lombok.AccessLevel;
import lombok.RequiredArgsConstructor;
import org.sallyport.platform.ids.AccountId;

/**
 * Proof that the current transaction holds the lock on an account's row. Only {@link Accounts#hold}
 * returns one. The lock lasts until that transaction ends: pass it on as an argument, and never
 * keep it in a field of an object that outlives the transaction.
 */
@RequiredArgsConstructor(access = AccessLevel.PACKAGE)
public final class HeldAccount {
  private final Account account;

  public AccountId id() {
    return account.id();
  }

  /** The account as read when the row was locked; it does not show later changes. */
  public Account account() {
    return account;
  }

  @Override
  public String toString() {
    return "HeldAccount[" + account.id() + "]";
  }
}
