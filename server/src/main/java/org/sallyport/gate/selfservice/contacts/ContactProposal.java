package org.sallyport.gate.selfservice.contacts;

import org.sallyport.gate.secondfactor.ChallengeResult;

/** The result of entering a new contact. */
sealed interface ContactProposal {

  /** The contact is stored; its code was sent, or can be requested in a moment. */
  record CodeNext() implements ContactProposal {}

  /**
   * The contact cannot be used.
   *
   * @param words what to do, for the page
   */
  record Unusable(String words) implements ContactProposal {}

  /** No code can be sent now: a wait or a limit applies. */
  record NotSent(ChallengeResult challenge) implements ContactProposal {}

  /** The change was not begun, or has expired. */
  record NotBegun() implements ContactProposal {}
}
