package org.sallyport.gate.secondfactor;

import java.time.Instant;

/** The result of verifying an answer, for the page. */
public sealed interface Verdict {

  /**
   * Valid, and now consumed. The caller performs what the answer authorizes in the same
   * transaction.
   */
  record Accepted(String method) implements Verdict {}

  /** The answer authorized nothing; the prompt stays open and can be answered again. */
  sealed interface StillOpen extends Verdict {}

  /** Malformed; it was not compared and costs no try (rule 7). */
  record Malformed() implements StillOpen {}

  /**
   * Compared and invalid.
   *
   * @param why the kind of mismatch
   * @param triesLeft before the account locks, or before this check is over
   */
  record Mismatch(MatchResult why, int triesLeft) implements StillOpen {}

  /**
   * Accepted a moment ago and already consumed: the form was submitted twice, or in another tab. It
   * authorizes nothing and costs no try.
   */
  record Repeated() implements StillOpen {}

  /** An invalid signed answer. It costs no try. */
  record NotAccepted() implements StillOpen {}

  /**
   * Too many wrong answers recently: no answer is compared before that time (rule 18).
   *
   * @param ofAddress whether the delay is that of the network rather than of the account
   */
  record Wait(Instant until, boolean ofAddress) implements StillOpen {}

  /** The request on the other device is still unanswered; costs no try. */
  record Unanswered() implements StillOpen {}

  /** The request on the other device was not approved; costs no try. */
  record NotApproved() implements StillOpen {}

  /** The account is locked, regardless of the answer (rule 15). */
  record Locked() implements Verdict {}

  /** The tries of this check are used up; a new check must be begun (rule 12). */
  record TriesUsedUp() implements Verdict {}

  /**
   * The attempt is complete: the same answer was submitted twice, and the first one opened the
   * session.
   */
  record Complete() implements Verdict {}

  /** The attempt or the session is over. */
  record Over() implements Verdict {}
}
