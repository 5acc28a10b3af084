package org.sallyport.gate.selfservice.contacts;

import org.sallyport.gate.secondfactor.Verdict;

/** The result of verifying a new contact with its code. */
sealed interface ContactProof {

  /**
   * The contact is verified and set.
   *
   * @param first whether the account had none before
   */
  record Proven(boolean first) implements ContactProof {}

  /**
   * The contact is verified and will be set after a delay, because a method was reported as lost.
   */
  record Waits() implements ContactProof {}

  /** The code was not accepted; another can be typed. */
  record NotProven(Verdict.StillOpen verdict) implements ContactProof {}

  /** Too many codes of the check were wrong; the change is over. */
  record TriesUsedUp() implements ContactProof {}

  /**
   * The code was accepted, but the contact cannot be set.
   *
   * @param words what to do, for the page
   */
  record CannotBeSet(String words) implements ContactProof {}

  /** The change was not begun, or has expired. */
  record NotBegun() implements ContactProof {}
}
