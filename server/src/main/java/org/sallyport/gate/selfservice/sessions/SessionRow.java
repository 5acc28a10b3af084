package org.sallyport.gate.selfservice.sessions;

import java.time.ZonedDateTime;
import org.sallyport.platform.ids.SignInId;

/**
 * An open session (rule 34).
 *
 * @param browser its description
 * @param how the second factor used, for example "One-Time-Password by SMS"
 * @param endsAt the absolute timeout
 * @param current whether the page is viewed in it
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
