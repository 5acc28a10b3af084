package org.sallyport.lockout;

import java.time.Instant;

/** Whether a code may be compared. */
public sealed interface Guess {

  /**
   * It was counted and may be compared now.
   *
   * @param inARow wrong codes in a row, if this one is wrong too
   */
  record Counted(int inARow) implements Guess {}

  /** The account is locked: nothing is compared. */
  record Locked() implements Guess {}

  /**
   * So many codes were wrong in the last weeks that the next one has to wait.
   *
   * @param until when it may come
   */
  record Wait(Instant until) implements Guess {}
}
