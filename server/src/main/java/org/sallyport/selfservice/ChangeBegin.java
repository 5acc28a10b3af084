package org.sallyport.selfservice;

import org.jspecify.annotations.Nullable;
import org.sallyport.secondfactor.ChallengeResult;

/** What came of beginning a change. */
public sealed interface ChangeBegin {

  /** It may be made now, for some minutes. */
  record Begun() implements ChangeBegin {}

  /** The second factor has to be given first. */
  record FactorAsked(ChallengeResult challenge) implements ChangeBegin {}

  /**
   * The account is locked: nothing of it is changed (rule 28).
   *
   * @param reference what the owner tells the desk
   */
  record Locked(@Nullable String reference) implements ChangeBegin {}

  /** It has to be given first, and the account has none. */
  record NoFactor() implements ChangeBegin {}

  /** The session ended meanwhile. */
  record SessionOver() implements ChangeBegin {}
}
