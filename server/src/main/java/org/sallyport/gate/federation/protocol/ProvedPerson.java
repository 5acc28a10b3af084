package org.sallyport.gate.federation.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whom an issuer has signed in, as a token says that was checked in all respects.
 *
 * @param issuer the issuer identifier
 * @param subject the id that the person keeps there
 * @param username proposed for a new account; null if the token has none
 * @param name null if the token has none
 * @param email null if the token has none that the issuer calls verified
 * @param authenticatedAt when the issuer asked the person; null if it does not say
 * @param secondFactor whether that takes the place of our second factor
 * @param session the issuer's name of its session; null if it does not say
 */
public record ProvedPerson(
    String issuer,
    String subject,
    @Nullable String username,
    @Nullable String name,
    @Nullable String email,
    @Nullable Instant authenticatedAt,
    boolean secondFactor,
    @Nullable String session) {}
