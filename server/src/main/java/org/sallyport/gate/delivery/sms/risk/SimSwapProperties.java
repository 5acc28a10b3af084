package org.sallyport.gate.delivery.sms.risk;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.sms.http.GatewaySettings;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * A service that knows when the SIM of a number last changed, by CAMARA's API SIM Swap. It is asked
 * before a code by SMS is sent as a second factor.
 *
 * @param url the base of the API, to which /check and /retrieve-date are added, for example
 *     https://api.example.com/sim-swap/v2; not asked if not set. https, or http to this same
 *     machine
 * @param tokenUrl where its access tokens are given out (OAuth 2.0, client credentials)
 * @param clientId as which this server asks for them
 * @param clientSecret the secret of the client
 * @param scope of the tokens
 * @param maxAge so long after a change of the SIM no code is sent to the number: whole hours, at
 *     most 2400h
 * @param timeout the longest wait for each answer: of the token, of the check, of the date
 * @param unanswered what happens to a code if the service does not answer: send or refuse. It is
 *     sent unless set otherwise: the service is one more check of a code that was good enough
 *     without it, and its failure must not keep a hospital's physicians out
 */
@ConfigurationProperties("sallyport.sms.sim-swap")
record SimSwapProperties(
    @Nullable URI url,
    @Nullable URI tokenUrl,
    @Nullable String clientId,
    @Nullable String clientSecret,
    @DefaultValue("sim-swap:check sim-swap:retrieve-date") String scope,
    @DefaultValue("240h") Duration maxAge,
    @DefaultValue("2s") Duration timeout,
    @DefaultValue("send") Unanswered unanswered) {
  private static final String PREFIX = "sallyport.sms.sim-swap.";
  private static final Duration SHORTEST = Duration.ofHours(1);

  /** The longest that the API knows: 2400 hours (maxAge of CreateCheckSimSwap). */
  private static final Duration LONGEST = Duration.ofDays(100);

  /** What happens to a code if the service does not answer. */
  enum Unanswered {
    SEND,
    REFUSE
  }

  SimSwapProperties {
    GatewaySettings.checkTimeout(timeout, PREFIX);
    if (maxAge.compareTo(SHORTEST) < 0
        || maxAge.compareTo(LONGEST) > 0
        || !maxAge.equals(Duration.ofHours(maxAge.toHours()))) {
      throw new IllegalArgumentException(PREFIX + "max-age must be whole hours, 1h to 2400h");
    }
    if (url != null) {
      GatewaySettings.checkUrl(url, PREFIX);
      if (tokenUrl == null || clientId == null || clientSecret == null) {
        throw new IllegalArgumentException(
            PREFIX + "url needs token-url, client-id and client-secret");
      }
      GatewaySettings.checkUrl(tokenUrl, PREFIX + "token-");
    }
  }

  /** Omits the secret. */
  @Override
  public String toString() {
    return "SimSwapProperties[" + url + "]";
  }
}
