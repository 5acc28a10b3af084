package org.sallyport.secondfactor;

import java.time.Instant;

/** What a factor found when it compared an answer. It counts nothing: {@link FactorVerifier} does. */
public sealed interface MatchResult {

  /** It was the live one, and is spent now. */
  record Right(String tag) implements MatchResult {}

  record Wrong() implements MatchResult {}

  /**
   * It belongs to an older message of the attempt.
   *
   * @param tag of the older message
   * @param newerTag of the message that counts
   * @param newerSentAt when that was sent
   */
  record Superseded(String tag, String newerTag, Instant newerSentAt) implements MatchResult {}

  /** Another sign-in of the account asked for a code since. */
  record VoidedElsewhere(String tag) implements MatchResult {}

  /** It was sent by another way than the one that was chosen since. */
  record OtherWay(String tag) implements MatchResult {}

  record Expired(String tag) implements MatchResult {}

  record Used(String tag) implements MatchResult {}

  /**
   * What a device signed does not hold.
   *
   * @param reason for the audit log alone: the page says the same of all of them
   */
  record Unproven(String reason) implements MatchResult {}

  /**
   * A device signed it whose count of signatures went back: there is a copy of it (WebAuthn,
   * section 7.2, step 22).
   *
   * @param device as its owner calls it
   */
  record Copied(String device) implements MatchResult {}

  /**
   * It was right once and counts no more.
   *
   * @param words what to do, for the page
   */
  record UsedBefore(String words) implements MatchResult {}
}
