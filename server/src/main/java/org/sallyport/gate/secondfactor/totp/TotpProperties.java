package org.sallyport.gate.secondfactor.totp;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Codes of authenticator apps (RFC 6238).
 *
 * @param enabled whether apps other than our own can be linked and used
 * @param backwardSteps steps of 30 seconds that a code may be late
 * @param forwardSteps steps of 30 seconds that a phone's clock may be ahead
 */
@ConfigurationProperties("sallyport.totp")
record TotpProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("1") int backwardSteps,
    @DefaultValue("1") int forwardSteps) {}
