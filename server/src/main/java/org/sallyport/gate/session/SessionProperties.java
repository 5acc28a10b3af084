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
 */
@ConfigurationProperties("sallyport.session")
public record SessionProperties(
    @DefaultValue("30m") Duration idle,
    @DefaultValue("4h") Duration max,
    @DefaultValue("30m") Duration attemptTimeout,
    @DefaultValue("10") int parallel) {
  public SessionProperties {
    if (parallel < 1) {
      throw new IllegalArgumentException("sallyport.session.parallel must be at least 1");
    }
  }
}
