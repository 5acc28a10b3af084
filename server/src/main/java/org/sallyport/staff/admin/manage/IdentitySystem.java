package org.sallyport.staff.admin.manage;

import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;

/** The accounts that an identity system keeps: those that it made, and those given to it. */
public interface IdentitySystem {
  /** Whether there is one: a key for SCIM is valid. */
  boolean isConnected();

  /** Whether it keeps the account. */
  boolean has(AccountId account);

  /**
   * Gives it an account that it did not make.
   *
   * @return false if it has the account already
   */
  boolean give(HeldAccount held, Actor by, Origin origin);

  /**
   * Takes an account from it, which stays as it is; the identity system does not find it any more.
   *
   * @return false if it does not have the account
   */
  boolean takeBack(HeldAccount held, Actor by, Origin origin);
}
