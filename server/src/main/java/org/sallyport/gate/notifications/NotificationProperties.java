package org.sallyport.gate.notifications;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Notices by mail.
 *
 * @param newLocation whether the owner is notified of a sign-in from a browser and a network that
 *     the account has not used before (rule 43)
 * @param locksToHelpDesk whether the members of the help desk are mailed, like the admins, when an
 *     account is locked (rule 15): they unlock it, and may want to know before its owner calls
 */
@ConfigurationProperties("sallyport.notifications")
public record NotificationProperties(
    @DefaultValue("true") boolean newLocation, @DefaultValue("false") boolean locksToHelpDesk) {}
