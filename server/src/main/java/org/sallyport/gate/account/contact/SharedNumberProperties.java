package org.sallyport.gate.account.contact;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings for mobile numbers that several people use, such as the phone of a ward.
 *
 * @param accountsPerNumber how many accounts that are not disabled may register the same number
 */
@ConfigurationProperties("sallyport.sms")
public record SharedNumberProperties(@DefaultValue("10") int accountsPerNumber) {}
