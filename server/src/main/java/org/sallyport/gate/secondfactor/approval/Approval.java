package org.sallyport.gate.secondfactor.approval;

/**
 * The state of a request that is answered on another device. It does not affect the counter of
 * wrong codes.
 */
public sealed interface Approval {

  /** Approved; the approval is now consumed. */
  record Given() implements Approval {}

  /** Not answered yet. */
  record Unanswered() implements Approval {}

  /** Denied or no longer pending; the page gives the reason. */
  record NotGiven() implements Approval {}
}
