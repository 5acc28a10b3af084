package org.sallyport.gate.secondfactor.activationcode;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Activation codes.
 *
 * @param ttl how long an activation code is valid; a letter has to arrive in that time
 */
@ConfigurationProperties("sallyport.activation-code")
record ActivationProperties(@DefaultValue("21d") Duration ttl) {}
