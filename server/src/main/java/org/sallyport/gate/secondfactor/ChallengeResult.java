package org.sallyport.gate.secondfactor;

import java.time.Instant;

/** The result of issuing a second-factor challenge. */
public sealed interface ChallengeResult {

  /** The challenge was issued and can be answered. */
  record Issued() implements ChallengeResult {}

  /**
   * Refused for now: a code was sent a moment ago (rule 9).
   *
   * @param until when the next one can be sent
   */
  record JustSent(Instant until) implements ChallengeResult {}

  /**
   * Refused for now: a sending limit is used up.
   *
   * @param until when the next attempt is allowed
   * @param reason text for the page
   * @param ofCalls whether it is about calls alone
   */
  record NotBefore(Instant until, String reason, boolean ofCalls) implements ChallengeResult {}

  /**
   * No further challenge in this attempt: all its codes were sent, or it is too old (rules 9, 32).
   */
  record Exhausted() implements ChallengeResult {}

  /** The account has not enrolled this factor. */
  record NotLinked() implements ChallengeResult {}
}
