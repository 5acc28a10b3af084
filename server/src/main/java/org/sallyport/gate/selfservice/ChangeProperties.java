package org.sallyport.gate.selfservice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for changes that an owner makes to the account (rule 28).
 *
 * @param factorMaxAge how long after the second factor was verified a change can be begun
 * @param ttl the time limit for finishing a change that was begun
 * @param lostMethodDelay the delay after which a change that was confirmed without a lost method
 *     takes effect
 */
@ConfigurationProperties("sallyport.change")
public record ChangeProperties(
    @DefaultValue("5m") Duration factorMaxAge,
    @DefaultValue("10m") Duration ttl,
    @DefaultValue("24h") Duration lostMethodDelay) {}
