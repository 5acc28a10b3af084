package org.sallyport.platform.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit of {@link LimitName} with a fixed window. The window begins with the first one taken, and
 * the next window with the first one taken after its end.
 *
 * @param name its name in rows, metrics and notices
 * @param most the maximum per share and window
 * @param warnAt the count at which the admins are notified, and again when the limit is used up;
 *     null for no notices
 */
public record Limit(String name, Duration window, int most, @Nullable Integer warnAt) {
  private static final int WARN_PERCENT = 80;
  private static final int WHOLE_PERCENT = 100;

  static Limit of(String name, Duration window, int most) {
    return new Limit(name, window, most, null);
  }

  /** The same limit with notices to the admins when four fifths are used, and when all is. */
  Limit watched() {
    return new Limit(
        name, window, most, (int) Math.ceilDiv((long) most * WARN_PERCENT, WHOLE_PERCENT));
  }

  /** The same limit, of which the admins are notified at this count. */
  public Limit warningAt(int count) {
    return new Limit(name, window, most, count);
  }

  /**
   * A demand for one from a share of this limit.
   *
   * @param whose what is counted; stored as a keyed hash
   */
  public Demand demand(Quota quota, String... whose) {
    return new Demand(this, quota, null, whose);
  }
}
