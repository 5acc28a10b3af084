package org.sallyport.sharing.reference;

import java.time.Instant;
import org.sallyport.ids.StudyUid;

/** The result of using a number. */
public sealed interface Added {

  record Done(StudyUid study) implements Added {}

  /** Number or birth date is wrong, or the number is locked, withdrawn or expired. */
  record Refused() implements Added {}

  /** Too many tries by this account. */
  record NotBefore(Instant until) implements Added {}

  /** The account is locked. */
  record Locked() implements Added {}
}
