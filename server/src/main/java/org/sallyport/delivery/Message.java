package org.sallyport.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A message to one person.
 *
 * @param to an e-mail address, or a mobile number in E.164
 * @param subject null for an SMS; never holds a code
 * @param text plain text; sealed while it waits, blanked once handed over
 */
public record Message(Channel channel, String to, @Nullable String subject, String text) {}
