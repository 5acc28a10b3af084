package org.sallyport.secondfactor.totp;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Codes of authenticator apps (RFC 6238).
 *
 * @param allowed whether apps other than our own can be linked and used
 * @param back steps of 30 seconds that a code may be late
 * @param forward steps of 30 seconds that a phone's clock may be ahead
 */
@ConfigurationProperties("sallyport.totp")
record TotpProperties(
    @DefaultValue("true") boolean allowed,
    @DefaultValue("1") int back,
    @DefaultValue("1") int forward) {}
