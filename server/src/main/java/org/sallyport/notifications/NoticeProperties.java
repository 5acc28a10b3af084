package org.sallyport.notifications;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Notices by mail.
 *
 * @param newPlace whether the owner is told of a sign-in from a browser and a network that the
 *     account has not used before (rule 43)
 */
@ConfigurationProperties("sallyport.notices")
public record NoticeProperties(@DefaultValue("true") boolean newPlace) {}
