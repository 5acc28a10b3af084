package org.sallyport.gate.selfservice;

import org.jspecify.annotations.Nullable;
import org.sallyport.gate.secondfactor.ChallengeResult;

/** The result of the attempt to begin a change. */
public sealed interface ChangeBegin {

  /** The change is begun and can be made until its time limit. */
  record Begun() implements ChangeBegin {}

  /** The second factor is required first, and was challenged. */
  record FactorRequired(ChallengeResult challenge) implements ChangeBegin {}

  /**
   * The account is locked, so no change of it is allowed (rule 28).
   *
   * @param reference the lock's reference, which the owner gives the help desk
   */
  record AccountLocked(@Nullable String reference) implements ChangeBegin {}

  /** The second factor is required first, but the account has none. */
  record NoFactor() implements ChangeBegin {}

  /** The session has ended. */
  record SessionOver() implements ChangeBegin {}
}
