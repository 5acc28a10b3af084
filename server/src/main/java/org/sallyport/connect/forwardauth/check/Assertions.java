package org.sallyport.connect.forwardauth.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.forwardauth.sessions.Caller;
import org.sallyport.connect.oidc.keys.SigningKeys;
import org.sallyport.platform.installation.Installation;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.stereotype.Component;

/**
 * Signed statements of who asks (JWT, RS256), by which an application knows that the headers come
 * from here. A signature takes longer than all else of a check, so one is used again for a short
 * time, by requests of which exactly the same is true.
 */
@Component
@RequiredArgsConstructor
class Assertions {
  private static final Duration VALID = Duration.ofMinutes(1);
  private static final Duration USED_AGAIN = Duration.ofSeconds(20);
  private static final String TYPE = "sallyport-assertion+jwt";
  private static final int MOST_KEPT = 10_000;

  private final SigningKeys keys;
  private final Installation installation;
  private final Clock clock;
  private final Map<Said, Signed> kept = new ConcurrentHashMap<>();

  /**
   * All that an assertion says, but for its time.
   *
   * @param audience the address of the application
   */
  private record Said(String audience, Caller caller) {}

  private record Signed(String token, Instant at) {}

  /** A signed statement for an application at that address. */
  String of(Caller caller, String audience) {
    Said said = new Said(audience, caller);
    Instant now = clock.instant();
    Signed last = kept.get(said);
    if (last != null && isRecent(last, now)) {
      return last.token();
    }
    Signed signed = new Signed(sign(said, now), now);
    if (kept.size() >= MOST_KEPT) {
      kept.values().removeIf(it -> !isRecent(it, now));
    }
    if (kept.size() < MOST_KEPT) {
      kept.put(said, signed);
    }
    return signed.token();
  }

  private static boolean isRecent(Signed signed, Instant now) {
    return Duration.between(signed.at(), now).abs().compareTo(USED_AGAIN) < 0;
  }

  private String sign(Said said, Instant now) {
    Caller caller = said.caller();
    JwtClaimsSet.Builder claims =
        JwtClaimsSet.builder()
            .issuer(installation.publicUrl().toString())
            .subject(caller.account().toString())
            .audience(List.of(said.audience()))
            .issuedAt(now)
            .expiresAt(now.plus(VALID))
            .claim("sid", caller.signIn().toString())
            .claim("preferred_username", caller.username())
            .claim("name", caller.name())
            .claim("roles", List.of(caller.role().word()))
            .claim("groups", caller.groups())
            .claim("acr", caller.proof().acr())
            .claim("amr", caller.proof().methods())
            .claim("auth_time", caller.proof().at().getEpochSecond());
    String email = caller.email();
    if (email != null) {
      claims.claim("email", email).claim("email_verified", caller.emailVerified());
    }
    JwsHeader header = JwsHeader.with(SignatureAlgorithm.RS256).type(TYPE).build();
    return keys.encoder().encode(JwtEncoderParameters.from(header, claims.build())).getTokenValue();
  }
}
