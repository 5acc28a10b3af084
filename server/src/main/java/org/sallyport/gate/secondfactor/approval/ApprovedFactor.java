package org.sallyport.gate.secondfactor.approval;

import org.sallyport.gate.secondfactor.FactorContext;
import org.sallyport.gate.secondfactor.SecondFactor;

/**
 * A factor whose request is answered on another device, which signs its answer. The browser submits
 * no answer; it only fetches the approval.
 */
public interface ApprovedFactor extends SecondFactor {

  /** Consumes the approval of this sign-in's request, decided by the row count of one statement. */
  Approval take(FactorContext context);
}
