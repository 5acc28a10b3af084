package org.sallyport.gate.secondfactor;

import java.time.Instant;

/** The result of comparing an answer. Counting is done by {@link FactorVerifier}. */
public sealed interface MatchResult {

  /** The answer was valid and is now consumed. */
  sealed interface Right extends MatchResult {}

  /**
   * A code that was sent.
   *
   * @param tag of its message
   */
  record SentCode(String tag) implements Right {}

  /**
   * A code from an app or from paper.
   *
   * @param kind its kind for the audit log, for example "totp"
   */
  record KeptCode(String kind) implements Right {}

  /**
   * A signed answer.
   *
   * @param userVerified whether the device also verified its user (WebAuthn, section 6.1, flag UV)
   */
  record Signature(boolean userVerified) implements Right {}

  record Wrong() implements MatchResult {}

  /**
   * The code belongs to an older message of the attempt.
   *
   * @param tag of the older message
   * @param newerTag of the message whose code is valid
   * @param newerSentAt when that was sent
   */
  record Superseded(String tag, String newerTag, Instant newerSentAt) implements MatchResult {}

  /** Another sign-in of the account has requested a newer code. */
  record VoidedElsewhere(String tag) implements MatchResult {}

  /** The code was sent over another channel than the one chosen since. */
  record OtherWay(String tag) implements MatchResult {}

  record Expired(String tag) implements MatchResult {}

  record Used(String tag) implements MatchResult {}

  /**
   * The signed answer is invalid.
   *
   * @param reason for the audit log only: the page shows the same text for all reasons
   */
  record Unproven(String reason) implements MatchResult {}

  /**
   * The signature counter did not increase, so the device was cloned (WebAuthn, section 7.2, step
   * 22).
   *
   * @param device the owner's name for it
   */
  record Copied(String device) implements MatchResult {}

  /**
   * The code was valid once and has been used.
   *
   * @param words what to do, for the page
   */
  record UsedBefore(String words) implements MatchResult {}
}
