package org.sallyport.secondfactor;

import java.time.Instant;

/** What came of an answer, for the page. */
public sealed interface Verdict {

  /**
   * It was right, and is spent. Whoever asked now opens what it was given for, in the same
   * transaction.
   */
  record Accepted(String method) implements Verdict {}

  /** It has not the form of an answer; it was not compared and costs no try (rule 7). */
  record Malformed() implements Verdict {}

  /**
   * It was compared and was not the live one.
   *
   * @param why what it was
   * @param triesLeft before the account locks, or before this check is over
   */
  record Refused(MatchResult why, int triesLeft) implements Verdict {}

  /**
   * It was accepted a moment ago, and is spent: pressed twice, or sent in another tab. It opens
   * nothing and costs no try.
   */
  record Repeated() implements Verdict {}

  /** A device signed it, and it does not hold. That is no guess: it costs no try. */
  record NotAccepted() implements Verdict {}

  /** The account is locked, whatever the answer was (rule 15). */
  record Locked() implements Verdict {}

  /**
   * Too many wrong answers of late: nothing is compared before then (rule 18).
   *
   * @param ofAddress whether they came from the address, rather than for the account
   */
  record Wait(Instant until, boolean ofAddress) implements Verdict {}

  /** Nobody has answered yet where it is to be approved; costs no try. */
  record Unanswered() implements Verdict {}

  /** It was not approved where it was asked; costs no try. */
  record NotApproved() implements Verdict {}

  /** The tries of this check are used up; it begins anew (rule 12). */
  record TriesUsedUp() implements Verdict {}

  /** The attempt is complete: the same answer came twice, and the first one opened the session. */
  record Complete() implements Verdict {}

  /** The attempt or the session is over. */
  record Over() implements Verdict {}
}
