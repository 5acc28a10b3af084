package org.sallyport.settings;

import org.jspecify.annotations.Nullable;
import org.sallyport.secondfactor.ChallengeResult;

/** What came of beginning a change. */
sealed interface Beginning {

  /** It may be made now, for some minutes. */
  record Begun() implements Beginning {}

  /** The second factor has to be given first. */
  record FactorAsked(ChallengeResult challenge) implements Beginning {}

  /**
   * The account is locked: nothing of it is changed (rule 28).
   *
   * @param reference what the owner tells the desk
   */
  record Locked(@Nullable String reference) implements Beginning {}

  /** It has to be given first, and the account has none. */
  record NoFactor() implements Beginning {}

  /** The session ended meanwhile. */
  record SessionOver() implements Beginning {}
}
