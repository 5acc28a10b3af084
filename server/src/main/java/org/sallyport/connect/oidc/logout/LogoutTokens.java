package org.sallyport.connect.oidc.logout;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.sallyport.connect.oidc.keys.SigningKeys;
import org.sallyport.platform.crypto.RandomValues;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;

/** What tells an application that a session has ended (OpenID Connect Back-Channel Logout 2.4). */
@Component
@RequiredArgsConstructor
class LogoutTokens {
  private static final Duration LASTS = Duration.ofMinutes(2);
  private static final String EVENT = "http://schemas.openid.net/event/backchannel-logout";

  private final SigningKeys keys;
  private final Installation installation;
  private final RandomValues random;
  private final Clock clock;

  /** The audience is an array, as LemonLDAP::NG demands, which others take as well. */
  String of(EndedSession session) {
    Instant now = clock.instant();
    return keys.sign(
        Map.of(
            "iss", installation.publicUrl().toString(),
            "sub", session.account().toString(),
            "aud", List.of(session.clientId()),
            "iat", now.getEpochSecond(),
            "exp", now.plus(LASTS).getEpochSecond(),
            "jti", random.id().toString(),
            "sid", session.signIn().toString(),
            "events", Map.of(EVENT, Map.of())),
        "logout+jwt");
  }
}
