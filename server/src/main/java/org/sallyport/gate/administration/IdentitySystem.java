package org.sallyport.gate.administration;

import java.util.Map;
import java.util.UUID;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.platform.access.Actor;
import org.sallyport.platform.access.Origin;
import org.sallyport.platform.ids.AccountId;

/** The accounts that identity systems keep: those that they made, and those given to them. */
public interface IdentitySystem {
  /** The identity systems: the names of the valid keys for SCIM, by their ids. */
  Map<UUID, String> connected();

  /** Whether one keeps the account. */
  boolean has(AccountId account);

  /**
   * Gives one an account that it did not make.
   *
   * @return false if one has the account already
   */
  boolean give(HeldAccount held, UUID system, Actor by, Origin origin);

  /**
   * Takes an account from the one that has it, which does not find it any more; the account stays
   * as it is.
   *
   * @return false if none has the account
   */
  boolean takeBack(HeldAccount held, Actor by, Origin origin);
}
