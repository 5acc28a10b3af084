package org.sallyport.gate.session;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.sallyport.platform.ids.SignInId;

/**
 * An open session as its owner sees it in the settings.
 *
 * @param method how the second factor was given: a factor's method, or {@link SignIn#REMEMBERED} or
 *     {@link SignIn#ISSUER} or {@link SignIn#TICKET}
 * @param issuer the issuer elsewhere at which it began, by its name in the settings; null if at
 *     none
 * @param ticket whether it began with a Kerberos ticket
 * @param lastSeenAt to the minute
 * @param endsAt the latest end
 */
public record LiveSession(
    SignInId id,
    String browser,
    String address,
    String method,
    @Nullable String issuer,
    boolean ticket,
    Instant startedAt,
    Instant lastSeenAt,
    Instant endsAt) {}
