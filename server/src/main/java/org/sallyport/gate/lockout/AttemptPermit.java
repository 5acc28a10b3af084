package org.sallyport.gate.lockout;

import java.time.Instant;

/** Whether a code may be compared. */
public sealed interface AttemptPermit {

  /**
   * The try was counted, and the code may be compared.
   *
   * @param inARow the number of consecutive wrong codes if this one is wrong too
   */
  record Counted(int inARow) implements AttemptPermit {}

  /** The account is locked or disabled: nothing is compared. */
  record Locked() implements AttemptPermit {}

  /**
   * Too many codes were wrong in the last 30 days, so the next one has to wait.
   *
   * @param until when the next code is accepted for comparison
   */
  record Wait(Instant until) implements AttemptPermit {}
}
