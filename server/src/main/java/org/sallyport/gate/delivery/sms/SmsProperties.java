package org.sallyport.gate.delivery.sms;

import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.sms.http.GatewaySettings;
import org.sallyport.gate.delivery.sms.http.SmsTemplate;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The SMS gateway of an installation that needs one route alone, the route "default". Each SMS is
 * one POST.
 *
 * @param url where the gateway takes messages; none if not set. https, or http to this same machine
 * @param template the body, with {to}, {text} and, if wanted, {id} (the same for the same message)
 *     where the values go, each written as the content type asks
 * @param contentType "application/json" or "application/x-www-form-urlencoded"
 * @param token bearer token; none if not set
 * @param username user for basic authentication; none if not set
 * @param password password for basic authentication
 * @param successPattern a regular expression that must be found in the body of an answer of success
 *     (2xx) for the message to count as taken, for example "status"\s*:\s*0; none if not set: then
 *     the status alone decides
 * @param timeout the longest wait for a connection, and for the gateway's answer
 * @param price of one SMS, see sallyport.sms.routes
 */
@ConfigurationProperties("sallyport.sms.http")
record SmsProperties(
    @Nullable URI url,
    @DefaultValue("{\"to\":\"{to}\",\"text\":\"{text}\"}") String template,
    @DefaultValue("application/json") String contentType,
    @Nullable String token,
    @Nullable String username,
    @Nullable String password,
    @Nullable String successPattern,
    @DefaultValue("10s") Duration timeout,
    @Nullable BigDecimal price) {
  private static final String PREFIX = "sallyport.sms.http.";

  SmsProperties {
    if (url != null) {
      GatewaySettings.checkUrl(url, PREFIX);
    }
    new SmsTemplate(template, contentType, PREFIX);
    GatewaySettings.checkCredentials(token, username, password, PREFIX);
    GatewaySettings.pattern(successPattern, PREFIX + "success-pattern");
    GatewaySettings.checkTimeout(timeout, PREFIX);
    if (price != null && price.signum() < 0) {
      throw new IllegalArgumentException(PREFIX + "price must not be negative");
    }
  }

  /** The gateway; empty if none is set up. */
  Optional<GatewaySettings> gateway() {
    return Optional.ofNullable(url)
        .map(
            to ->
                new GatewaySettings(
                    to,
                    false,
                    contentType,
                    new SmsTemplate(template, contentType, PREFIX),
                    GatewaySettings.headers(token, username, password),
                    GatewaySettings.pattern(successPattern, PREFIX + "success-pattern"),
                    null,
                    timeout));
  }
}
