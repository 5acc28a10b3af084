package org.sallyport.connect.oidc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The OpenID provider.
 *
 * @param requestTtl how long an application's request waits for the person to sign in; at most 1h
 * @param codeTtl how long an application may take to exchange a code
 * @param idTokenTtl validity of an ID token
 * @param keyRotation how long a key signs ID tokens before the next one does
 * @param keyPublishedBefore how long a key is published before it signs
 * @param requestsPerHour requests of one network, of people who are not signed in yet; an IPv6 site
 *     (/48) may have ten times as many
 * @param pushedPerHour requests that are pushed for one application (RFC 9126)
 */
@ConfigurationProperties("sallyport.oidc")
public record OidcProperties(
    @DefaultValue("1h") Duration requestTtl,
    @DefaultValue("60s") Duration codeTtl,
    @DefaultValue("5m") Duration idTokenTtl,
    @DefaultValue("90d") Duration keyRotation,
    @DefaultValue("2d") Duration keyPublishedBefore,
    @DefaultValue("3000") int requestsPerHour,
    @DefaultValue("30000") int pushedPerHour) {

  public OidcProperties {
    if (requestTtl.compareTo(Duration.ofHours(1)) > 0) {
      throw new IllegalArgumentException("sallyport.oidc.request-ttl: at most 1h");
    }
    if (keyRotation.compareTo(keyPublishedBefore.multipliedBy(2)) < 0) {
      throw new IllegalArgumentException(
          "sallyport.oidc.key-rotation: at least twice key-published-before");
    }
  }
}
