package org.sallyport.staff.admin.status;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ratelimit.LimitUse;

/**
 * A limit that somebody is near, as text.
 *
 * @param subject who, if it may be named; null if only the number is known
 */
public record LimitLine(
    String limit,
    boolean knownBrowsers,
    @Nullable String subject,
    int near,
    int usedUp,
    int used,
    int most,
    ZonedDateTime until) {

  static LimitLine of(LimitUse use, @Nullable String subject, ZoneId zone) {
    return new LimitLine(
        use.limit(),
        use.knownBrowsers(),
        subject,
        use.near(),
        use.usedUp(),
        use.used(),
        use.most(),
        use.until().atZone(zone));
  }
}
