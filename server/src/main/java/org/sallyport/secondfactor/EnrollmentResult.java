package org.sallyport.secondfactor;

/** What came of confirming that something is to be linked. */
public sealed interface EnrollmentResult {

  /** It opens the second door from now on. */
  record Done(Device device) implements EnrollmentResult {}

  /**
   * The answer does not confirm it.
   *
   * @param words what to do, for the page
   */
  record NotConfirmed(String words) implements EnrollmentResult {}

  /** Nothing waits to be linked in this session, or its tries are used up: it begins anew. */
  record NothingPending() implements EnrollmentResult {}
}
