package org.sallyport.secondfactor;

import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/**
 * A factor whose request is answered on another device, which signs its answer. The browser submits
 * no answer; it only fetches the approval.
 */
public interface ApprovedFactor extends SecondFactor {

  /**
   * Consumes the approval of this sign-in's request, decided by the row count of one statement. The
   * caller must hold the lock on the account's row.
   */
  Approval take(Account held, SignIn signIn, Purpose purpose);
}
