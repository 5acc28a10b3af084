package org.sallyport.secondfactor.recoverycode;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Recovery codes.
 *
 * @param allowed whether people can make and use them
 */
@ConfigurationProperties("sallyport.recovery")
record RecoveryProperties(@DefaultValue("true") boolean allowed) {}
