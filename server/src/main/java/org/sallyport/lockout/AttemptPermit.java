package org.sallyport.lockout;

import java.time.Instant;

/** Whether a code may be compared. */
public sealed interface AttemptPermit {

  /**
   * It was counted and may be compared now.
   *
   * @param inARow wrong codes in a row, if this one is wrong too
   */
  record Counted(int inARow) implements AttemptPermit {}

  /** The account is locked: nothing is compared. */
  record Locked() implements AttemptPermit {}

  /**
   * So many codes were wrong in the last weeks that the next one has to wait.
   *
   * @param until when it may come
   */
  record Wait(Instant until) implements AttemptPermit {}
}
