package org.sallyport.selfservice;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Changes of an account by its owner (rule 28).
 *
 * @param fresh a change can be begun until this long after the second factor was given
 * @param finish a change that was begun has to be finished within this time
 * @param lostWait a change that was confirmed without a method said to be lost takes effect after
 *     this time
 */
@ConfigurationProperties("sallyport.change")
public record ChangeProperties(
    @DefaultValue("5m") Duration fresh,
    @DefaultValue("10m") Duration finish,
    @DefaultValue("24h") Duration lostWait) {}
