package org.sallyport.portal.sharing;

import java.time.Instant;
import org.sallyport.platform.ids.ShareId;

/** The result of sharing. */
public sealed interface ShareResult {

  /**
   * Shared.
   *
   * @param alreadyShared how many of the studies the same receiver has by an earlier share of the
   *     same person; both shares count
   */
  record Shared(ShareId share, int alreadyShared) implements ShareResult {}

  /**
   * The form was submitted before; nothing was shared again.
   *
   * @param share the one that it made then
   */
  record Repeated(ShareId share) implements ShareResult {}

  /** A study that this account may not see, or not share; or a term beyond its own right. */
  record NotPermitted() implements ShareResult {}

  /** The account is locked or disabled. */
  record AccountLocked() implements ShareResult {}

  /**
   * There are more measurements than can be sent along with it.
   *
   * @param most how many one share takes
   */
  record TooManyMarks(int most) implements ShareResult {}

  /** A limit is used up. */
  record LimitReached(Instant until) implements ShareResult {}
}
