package org.sallyport.gate.secondfactor.enrollment;

import java.util.Optional;
import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.MatchResult;
import org.sallyport.platform.ids.AccountId;
import org.sallyport.platform.ids.DeviceId;

/** Codes that a linked device computes offline, in addition to its online factor. */
public interface DeviceCodes {

  /**
   * Returns the secret of a device's codes: the same on every call until one of its codes has been
   * used.
   *
   * @param name the owner's name for the device
   * @return the secret in base32 (RFC 4648); empty once the device has proven that it has it
   */
  Optional<String> give(HeldAccount held, DeviceId device, String name);

  /** Whether a device of the account computes valid codes. */
  boolean shownFor(AccountId account);

  /** Compares a code and consumes it if it is valid; the try must have been counted before. */
  MatchResult compare(HeldAccount held, String code);

  /** Invalidates the device's codes. */
  void forget(HeldAccount held, DeviceId device);
}
