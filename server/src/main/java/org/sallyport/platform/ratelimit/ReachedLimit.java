package org.sallyport.platform.ratelimit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A watched limit that has reached its warning level or is used up.
 *
 * @param row its row, for {@link RateLimits#told}
 * @param about what it concerns, as in {@link Demand}; null for the whole installation
 * @param knownBrowsers whether it is the share of known browsers
 */
public record ReachedLimit(
    String row,
    String limit,
    boolean knownBrowsers,
    @Nullable String about,
    int used,
    int most,
    Instant until) {
  public boolean usedUp() {
    return used >= most;
  }
}
