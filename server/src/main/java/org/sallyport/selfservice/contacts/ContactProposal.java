package org.sallyport.selfservice.contacts;

import org.sallyport.secondfactor.ChallengeResult;

/** What came of giving a new contact. */
sealed interface ContactProposal {

  /** Its code comes next: it is on its way, or can be asked for in a moment. */
  record CodeNext() implements ContactProposal {}

  /**
   * It cannot become the account's.
   *
   * @param words what to do, for the page
   */
  record Refused(String words) implements ContactProposal {}

  /** No code can be sent now, or none at all for a while. */
  record NotSent(ChallengeResult challenge) implements ContactProposal {}

  /** The change was not begun, or too long ago. */
  record NotBegun() implements ContactProposal {}
}
