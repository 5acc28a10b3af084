package org.sallyport.session;

import java.time.Instant;
import org.sallyport.ids.SignInId;

/**
 * A session that goes on, as its owner sees it in the settings.
 *
 * @param method how the second door was opened: a factor's method, or {@link SignIn#REMEMBERED}
 * @param lastSeenAt to the minute
 * @param endsAt at the latest
 */
public record LiveSession(
    SignInId id,
    String browser,
    String address,
    String method,
    Instant startedAt,
    Instant lastSeenAt,
    Instant endsAt) {}
