package org.sallyport.sharing.guest;

import java.time.Instant;

/** Why the link of a share does not work; shown only to a client that has its token. */
sealed interface DeadLink {

  /** It is not the link of a share, or no longer: a newer mail has another one. */
  record Unknown() implements DeadLink {}

  /** The share begins later. */
  record TooEarly(String sharedBy, Instant from) implements DeadLink {}

  record Expired(String sharedBy, Instant at) implements DeadLink {}

  /** It was opened as often as it may be. */
  record UsedUp(String sharedBy) implements DeadLink {}

  /** Withdrawn, or the sharer may no longer see what was shared. */
  record Withdrawn(String sharedBy) implements DeadLink {}
}
