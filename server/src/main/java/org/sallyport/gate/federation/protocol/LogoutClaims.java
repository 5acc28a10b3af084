package org.sallyport.gate.federation.protocol;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions an issuer has ended (OpenID Connect Back-Channel Logout 1.0 section 2.4). One is
 * not null: the session, or else the person.
 *
 * @param session the issuer's name of the session; null for all of the person's
 * @param subject the person; null if the token names the session alone
 * @param at when the issuer said so; what began later goes on
 */
public record LogoutClaims(@Nullable String session, @Nullable String subject, Instant at) {}
