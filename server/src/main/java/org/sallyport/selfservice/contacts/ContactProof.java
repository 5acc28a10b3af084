package org.sallyport.selfservice.contacts;

import org.sallyport.secondfactor.Verdict;

/** What came of the code by which a new contact is proven. */
sealed interface ContactProof {

  /**
   * The contact is the account's now.
   *
   * @param first whether there was none before
   */
  record Proven(boolean first) implements ContactProof {}

  /** The contact becomes the account's after a time, since a method is said to be lost. */
  record Waits() implements ContactProof {}

  /** The code was not accepted. */
  record NotProven(Verdict verdict) implements ContactProof {}

  /**
   * The code was right, yet the contact cannot become the account's.
   *
   * @param words what to do, for the page
   */
  record Refused(String words) implements ContactProof {}

  /** The change was not begun, or too long ago. */
  record NotBegun() implements ContactProof {}
}
