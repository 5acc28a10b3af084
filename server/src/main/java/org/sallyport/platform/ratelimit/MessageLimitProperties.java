package org.sallyport.platform.ratelimit;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Limits that all kinds of messages share.
 *
 * @param perDestinationDay maximum number of messages a day to one number or address. It applies
 *     separately to what anyone can trigger (codes in new browsers, codes of shares, mailed links,
 *     checks of contacts), to what is requested in a known browser or session, and to notices; the
 *     first notice of each kind in a day is always sent
 */
@ConfigurationProperties("sallyport.messages")
record MessageLimitProperties(@DefaultValue("40") int perDestinationDay) {}
