package org.sallyport.platform.ratelimit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How much of a limit is used by those who are near it. Most are counted under a keyed hash, so
 * that only their number is known.
 *
 * @param limit its name
 * @param knownBrowsers whether it is the share of known browsers
 * @param subject what is counted, if it may be named; null for all that are not
 * @param near how many have used four fifths or more
 * @param usedUp how many of these have none left
 * @param used by the one that used most
 * @param most that each may use in a window
 * @param until the end of the last of their windows
 */
public record LimitUse(
    String limit,
    boolean knownBrowsers,
    @Nullable String subject,
    int near,
    int usedUp,
    int used,
    int most,
    Instant until) {}
