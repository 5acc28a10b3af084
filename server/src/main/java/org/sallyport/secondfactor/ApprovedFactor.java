package org.sallyport.secondfactor;

import org.sallyport.account.Account;
import org.sallyport.session.SignIn;

/**
 * A factor whose question is answered elsewhere: on a device that signs its answer. What the
 * browser sends then holds nothing; it only takes what was approved.
 */
public interface ApprovedFactor extends SecondFactor {

  /**
   * Takes the approval of the question that was put in this sign-in, and spends it; a statement's
   * row count decides. The account's row must be held.
   */
  Approval take(Account held, SignIn signIn, Purpose purpose);
}
