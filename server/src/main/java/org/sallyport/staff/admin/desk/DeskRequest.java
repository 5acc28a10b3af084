package org.sallyport.staff.admin.desk;

import org.sallyport.platform.ids.AccountId;

/**
 * An act of the help desk on an account.
 *
 * @param reason how the owner's identity was checked, and why; empty if the act needs none
 * @param phoneLost whether a reset also removes the mobile number
 */
record DeskRequest(DeskAct act, AccountId account, String reason, boolean phoneLost) {

  DeskRequest withReason(String line) {
    return new DeskRequest(act, account, line, phoneLost);
  }
}
