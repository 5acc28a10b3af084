package org.sallyport.gate.account.search;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.account.Role;
import org.sallyport.platform.ids.GroupId;

/**
 * Which accounts are listed; what is null does not matter.
 *
 * @param method that they use or have linked; {@link #NO_METHOD} for those that have none, also by
 *     their own choice
 * @param group of which they are members, lapsed or not
 * @param idleSince no sign-in was completed at or after this time
 * @param neverSignedIn whether no sign-in is recorded at all, however long ago
 */
public record AccountCriteria(
    @Nullable AccountState state,
    @Nullable Role role,
    @Nullable String method,
    @Nullable GroupId group,
    @Nullable Instant idleSince,
    boolean neverSignedIn) {
  public static final String NO_METHOD = "none";

  /** All accounts. */
  public static final AccountCriteria ALL =
      new AccountCriteria(null, null, null, null, null, false);
}
