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
 */
@ConfigurationProperties("sallyport.session")
public record SessionProperties(
    @DefaultValue("30m") Duration idle,
    @DefaultValue("4h") Duration max,
    @DefaultValue("30m") Duration attemptTimeout) {}
