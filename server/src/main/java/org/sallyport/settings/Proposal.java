package org.sallyport.settings;

import org.sallyport.secondfactor.ChallengeResult;

/** What came of giving a new contact. */
sealed interface Proposal {

  /** Its code comes next: it is on its way, or can be asked for in a moment. */
  record CodeNext() implements Proposal {}

  /**
   * It cannot become the account's.
   *
   * @param words what to do, for the page
   */
  record Refused(String words) implements Proposal {}

  /** No code can be sent now, or none at all for a while. */
  record NotSent(ChallengeResult challenge) implements Proposal {}

  /** The change was not begun, or too long ago. */
  record NotBegun() implements Proposal {}
}
