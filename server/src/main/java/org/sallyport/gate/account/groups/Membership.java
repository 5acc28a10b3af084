package org.sallyport.gate.account.groups;

import java.time.Instant;

/**
 * One's own membership of a group.
 *
 * @param admin whether one may confirm and remove its members
 * @param until when it lapses
 */
public record Membership(Group group, boolean admin, Instant until) {

  /** Whether it gives no access any more. */
  public boolean hasLapsed(Instant now) {
    return !until.isAfter(now);
  }
}
