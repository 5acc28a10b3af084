package org.sallyport.gate.secondfactor.enrollment;

/** The result of confirming an enrollment. */
public sealed interface EnrollmentResult {

  /** The device is now a valid second factor. */
  record Linked(Device device) implements EnrollmentResult {}

  /**
   * The answer does not confirm the enrollment.
   *
   * @param words what to do, for the page
   */
  record NotConfirmed(String words) implements EnrollmentResult {}

  /**
   * Too many answers were wrong; a new enrollment must be begun.
   *
   * @param words what to do, for the page
   */
  record TriesUsedUp(String words) implements EnrollmentResult {}

  /** No enrollment is pending in this session; a new one must be begun. */
  record NothingPending() implements EnrollmentResult {}
}
