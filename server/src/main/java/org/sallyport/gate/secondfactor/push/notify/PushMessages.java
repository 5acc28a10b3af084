package org.sallyport.gate.secondfactor.push.notify;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import lombok.RequiredArgsConstructor;
import org.sallyport.gate.secondfactor.push.PushProperties;
import org.sallyport.gate.secondfactor.push.WebOrigin;
import org.sallyport.gate.secondfactor.push.pairing.Pairings;
import org.sallyport.platform.crypto.push.PushCipher;
import org.sallyport.platform.installation.Installation;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Posts a message to a push service: encrypted for the phone (RFC 8291), and signed as this
 * installation's (RFC 8292). It says only that something is pending.
 */
@Component
@RequiredArgsConstructor
class PushMessages {
  private static final Duration TOKEN_TTL = Duration.ofHours(1);
  private static final String MESSAGE = "{\"open\":true}";

  private final PushKeys keys;
  private final PushCipher cipher;
  private final Installation installation;
  private final JsonMapper json;
  private final PushGateway gateway;
  private final PushProperties properties;
  private final Clock clock;

  /**
   * Sends the message.
   *
   * @return the status of the response
   */
  int send(Subscription subscription) throws IOException {
    URI endpoint = subscription.uri();
    byte[] body =
        cipher.encrypt(
            MESSAGE,
            Pairings.Binary.read(subscription.p256dh()).orElseThrow(),
            Pairings.Binary.read(subscription.auth()).orElseThrow());
    return gateway.post(endpoint, headers(endpoint), body);
  }

  private Map<String, String> headers(URI endpoint) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("TTL", Long.toString(properties.requestTtl().toSeconds()));
    headers.put("Urgency", "high");
    headers.put("Topic", "sign-in");
    headers.put("Authorization", keys.key().authorization(claims(endpoint)));
    return headers;
  }

  private String claims(URI endpoint) {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("aud", WebOrigin.of(endpoint));
    claims.put("exp", clock.instant().plus(TOKEN_TTL).getEpochSecond());
    String mail = installation.deskEmail();
    if (mail != null) {
      claims.put("sub", "mailto:" + mail);
    } else if ("https".equals(installation.publicUrl().getScheme())) {
      claims.put("sub", installation.publicUrl().toString());
    }
    return json.writeValueAsString(claims);
  }
}
