package org.sallyport.secondfactor.recoverycode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Recovery codes.
 *
 * @param enabled whether people can make and use them
 */
@ConfigurationProperties("sallyport.recovery-code")
record RecoveryCodeProperties(@DefaultValue("true") boolean enabled) {}
