package org.sallyport.ratelimit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits that all kinds of messages share.
 *
 * @param perDestinationDay messages in a day to one number or address that a stranger can cause:
 *     codes, links and checks of contacts together. Codes that an account asks for in a browser it
 *     signed in from before have as many of their own, and so have notices; the first notice of a
 *     kind in a day always goes
 */
@ConfigurationProperties("sallyport.messages")
record MessageLimitProperties(@DefaultValue("40") int perDestinationDay) {}
