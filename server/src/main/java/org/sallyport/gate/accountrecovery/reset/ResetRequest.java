package org.sallyport.gate.accountrecovery.reset;

import org.sallyport.platform.access.Actor;
import org.sallyport.platform.ids.AccountId;

/**
 * The details of a reset request.
 *
 * @param reason why, and how the owner's identity was checked
 * @param phoneLost whether the reset also removes the mobile number, if there is one, since its
 *     owner lost that too
 */
public record ResetRequest(AccountId account, Actor by, String reason, boolean phoneLost) {

  /** The same for an account that has no mobile number. */
  ResetRequest withoutPhone() {
    return new ResetRequest(account, by, reason, false);
  }
}
