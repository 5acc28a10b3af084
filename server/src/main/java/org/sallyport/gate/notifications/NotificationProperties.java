package org.sallyport.gate.notifications;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Notices by mail.
 *
 * @param newLocation whether the owner is notified of a sign-in from a browser and a network that
 *     the account has not used before (rule 43)
 */
@ConfigurationProperties("sallyport.notifications")
public record NotificationProperties(@DefaultValue("true") boolean newLocation) {}
