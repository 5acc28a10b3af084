package org.sallyport.gate.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Timeouts of sign-ins (rules 32, 34).
 *
 * @param idle a session ends after this long without use
 * @param max a session ends after this long, used or not
 * @param attemptTimeout no code is sent later than this after the password
 * @param parallel how many sessions an account has at once; another one ends the one that was not
 *     used for longest
 * @param longUnused after how long without a sign-in the owner is mailed about the next one; 0d:
 *     never
 */
@ConfigurationProperties("sallyport.session")
public record SessionProperties(
    @DefaultValue("30m") Duration idle,
    @DefaultValue("4h") Duration max,
    @DefaultValue("30m") Duration attemptTimeout,
    @DefaultValue("10") int parallel,
    @DefaultValue("90d") Duration longUnused) {
  public SessionProperties {
    if (parallel < 1) {
      throw new IllegalArgumentException("sallyport.session.parallel must be at least 1");
    }
    if (longUnused.isNegative()) {
      throw new IllegalArgumentException("sallyport.session.long-unused must not be negative");
    }
  }
}
