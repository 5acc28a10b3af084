package org.sallyport.gate.secondfactor.recoverycode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Recovery codes.
 *
 * @param enabled whether recovery codes can be created and used
 */
@ConfigurationProperties("sallyport.recovery-code")
record RecoveryCodeProperties(@DefaultValue("true") boolean enabled) {}
