package org.sallyport.secondfactor;

/** What became of a question that is answered elsewhere. It counts nothing. */
public sealed interface Approval {

  /** It was approved, and is spent now. */
  record Given() implements Approval {}

  /** Nobody has answered yet. */
  record Unanswered() implements Approval {}

  /** It was denied, or is over; its page says which. */
  record Over() implements Approval {}
}
