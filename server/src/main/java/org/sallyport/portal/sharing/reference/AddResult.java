package org.sallyport.portal.sharing.reference;

import java.time.Instant;
import org.sallyport.platform.ids.StudyUid;

/** The result of using a number. */
public sealed interface AddResult {

  record Added(StudyUid study) implements AddResult {}

  /** Number or birth date is wrong, or the number is locked, withdrawn or expired. */
  record NoMatch() implements AddResult {}

  /** Too many tries by this account. */
  record TooManyTries(Instant until) implements AddResult {}

  /** The account is locked. */
  record AccountLocked() implements AddResult {}
}
