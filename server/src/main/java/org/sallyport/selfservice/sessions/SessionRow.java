package org.sallyport.selfservice.sessions;

import java.time.ZonedDateTime;
import org.sallyport.ids.SignInId;

/**
 * A session that goes on (rule 34).
 *
 * @param browser in words
 * @param how how the second door was opened, for example "One-Time-Password by SMS"
 * @param endsAt at the latest
 * @param current whether the page is read in it
 */
public record SessionRow(
    SignInId id,
    String browser,
    String address,
    String how,
    ZonedDateTime startedAt,
    ZonedDateTime lastSeenAt,
    ZonedDateTime endsAt,
    boolean current) {}
