package org.sallyport.portal.sharing.guest;

import java.time.Instant;

/** Why a share's link cannot be used. Shown only to a holder of its token. */
sealed interface UnusableLink {

  /** It is not the link of a share, or no longer: a newer mail has another one. */
  record Unknown() implements UnusableLink {}

  /** The share begins later. */
  record TooEarly(String sharedBy, Instant from) implements UnusableLink {}

  record Expired(String sharedBy, Instant at) implements UnusableLink {}

  /** It was opened as often as it may be. */
  record UsedUp(String sharedBy) implements UnusableLink {}

  /** Withdrawn, or the sharer may no longer see what was shared. */
  record Withdrawn(String sharedBy) implements UnusableLink {}
}
