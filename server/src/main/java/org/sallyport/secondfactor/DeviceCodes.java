package org.sallyport.secondfactor;

import java.util.Optional;
import org.sallyport.account.Account;
import org.sallyport.ids.AccountId;
import org.sallyport.ids.DeviceId;

/**
 * Codes that a linked device shows without a network, beside what it does with one. The account's
 * row must be held by whoever changes something.
 */
public interface DeviceCodes {

  /**
   * The secret of a device's codes: the same each time, until one of its codes was used.
   *
   * @param name as the owner calls the device
   * @return the secret in base32 (RFC 4648); empty once the device has shown that it has it
   */
  Optional<String> give(AccountId account, DeviceId device, String name);

  /** Whether a device of the account shows codes that count. */
  boolean shownFor(AccountId account);

  /** Compares a code and spends it; the guess must have been counted. */
  MatchResult compare(Account held, String code);

  /** The device's codes count no more. */
  void forget(DeviceId device);
}
