package org.sallyport.portal.sharing.guest;

import java.time.Instant;

/** Why the session of a share cannot be used. Shown only to a holder of its cookie. */
sealed interface EndedVisit {

  /** The cookie comes from a browser in which the session was not opened. */
  record OtherBrowser() implements EndedVisit {}

  /** Closed after some time without use. */
  record Idle() implements EndedVisit {}

  /** Closed after the longest time. */
  record TooLong() implements EndedVisit {}

  /** The share expired. */
  record Expired(String sharedBy, Instant at) implements EndedVisit {}

  /** Withdrawn, or the sharer may no longer see what was shared. */
  record Withdrawn(String sharedBy) implements EndedVisit {}
}
