package org.sallyport.portal.studies.grants;

/**
 * A reason for access to a study, in force or not.
 *
 * @param holder who has it, and the reason
 */
public record DatedReason(Holder holder, Validity state) {

  /** Whether a reason gives access now. */
  public enum Validity {
    IN_FORCE,
    /** It begins later. */
    NOT_YET,
    /** Its time, or the membership through which it was given, has ended. */
    ENDED,
    /** Its share was withdrawn. */
    WITHDRAWN,
    /** Its sharer lost the study, or a share that it came from was withdrawn. */
    LOST
  }
}
