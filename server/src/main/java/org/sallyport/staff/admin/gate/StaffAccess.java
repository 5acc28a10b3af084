package org.sallyport.staff.admin.gate;

import java.time.Instant;

/** Whether a session may use the administration pages now. */
public sealed interface StaffAccess {

  /** It may. */
  record Open() implements StaffAccess {}

  /** The strongest second factor of the account was not given recently in this session. */
  record FactorRequired() implements StaffAccess {}

  /** The account is locked: its session continues, but without these pages. */
  record AccountLocked() implements StaffAccess {}

  /** The session has ended, or its account lost the right. */
  record SessionOver() implements StaffAccess {}

  /**
   * The account has used up its limit.
   *
   * @param until when the next hour of the limit begins
   */
  record TooMany(Instant until) implements StaffAccess {}
}
