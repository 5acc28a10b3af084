package org.sallyport.gate.secondfactor.push.approval;

/** The result of a phone's answer to a request. */
sealed interface AnswerResult {
  record Approved() implements AnswerResult {}

  record Denied() implements AnswerResult {}

  /**
   * The number differs from the one on the page.
   *
   * @param left numbers that may still be tried; 0 if the request has ended
   */
  record WrongNumber(int left) implements AnswerResult {}

  /** An approval without a well-formed number. */
  record Malformed() implements AnswerResult {}

  /** The request can no longer be answered. */
  record RequestEnded() implements AnswerResult {}

  /** The request does not belong to that phone's account, or the signature is invalid. */
  record Unknown() implements AnswerResult {}
}
