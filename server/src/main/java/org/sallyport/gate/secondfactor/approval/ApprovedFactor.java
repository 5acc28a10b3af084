package org.sallyport.gate.secondfactor.approval;

import org.sallyport.gate.account.HeldAccount;
import org.sallyport.gate.secondfactor.Purpose;
import org.sallyport.gate.secondfactor.SecondFactor;
import org.sallyport.gate.session.SignIn;

/**
 * A factor whose request is answered on another device, which signs its answer. The browser submits
 * no answer; it only fetches the approval.
 */
public interface ApprovedFactor extends SecondFactor {

  /** Consumes the approval of this sign-in's request, decided by the row count of one statement. */
  Approval take(HeldAccount held, SignIn signIn, Purpose purpose);
}
