package org.sallyport.ratelimit;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A limit. Its window begins with the first that is taken, and the next one with the first after
 * its end.
 *
 * @param name as rows, metrics and admins name it
 * @param most how many a share has in a window
 * @param warnAt at so many the admins are told, and again at the most; null if they are not
 */
public record Limit(String name, Duration window, int most, @Nullable Integer warnAt) {
  private static final int WARN_PERCENT = 80;
  private static final int WHOLE_PERCENT = 100;

  public static Limit of(String name, Duration window, int most) {
    return new Limit(name, window, most, null);
  }

  /** The same limit; the admins are told when four fifths of it are used, and when all is. */
  public Limit watched() {
    return new Limit(
        name, window, most, (int) Math.ceilDiv((long) most * WARN_PERCENT, WHOLE_PERCENT));
  }

  /**
   * One out of a share of the limit.
   *
   * @param whose what is counted; kept as a keyed hash
   */
  public Demand demand(Share share, String... whose) {
    return new Demand(this, share, null, whose);
  }
}
