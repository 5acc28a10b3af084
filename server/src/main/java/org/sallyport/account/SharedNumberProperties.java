package org.sallyport.account;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Numbers that several people use, such as the phone of a ward.
 *
 * @param accountsPerNumber so many accounts may register one and the same number
 */
@ConfigurationProperties("sallyport.sms")
record SharedNumberProperties(@DefaultValue("10") int accountsPerNumber) {}
