package org.sallyport.gate.secondfactor.approval;

/** Figures of factors that are approved on another device, for admins. */
public interface ApprovalFigures {

  /**
   * The last 24 hours, and the phones as they are.
   *
   * @param phones linked phones
   * @param wakeable linked phones that can get push notifications
   * @param requests requests to phones
   * @param approved requests that were approved
   * @param refused requests that were denied, or answered with a wrong number
   */
  record Figures(int phones, int wakeable, int requests, int approved, int refused) {}

  Figures ofLate();
}
