package org.sallyport.secondfactor;

import java.time.Instant;

/** What came of asking for a second factor. */
public sealed interface ChallengeResult {

  /** It was put: the person can answer now. */
  record Put() implements ChallengeResult {}

  /**
   * Not yet: a code was sent a moment ago (rule 9).
   *
   * @param until when the next one can be sent
   */
  record JustSent(Instant until) implements ChallengeResult {}

  /**
   * Not now: too much has been sent.
   *
   * @param until when it may be asked for again
   * @param reason in words for the page
   */
  record NotBefore(Instant until, String reason) implements ChallengeResult {}

  /** Never again in this attempt: it has had all its codes, or is too old (rules 9, 32). */
  record Exhausted() implements ChallengeResult {}

  /** The person has no such factor. */
  record NotLinked() implements ChallengeResult {}
}
