package org.sallyport.testing.messages;

import org.jspecify.annotations.Nullable;

/**
 * A received message.
 *
 * @param to the only recipient
 * @param subject null for an SMS
 * @param text the plain text
 * @param html the HTML of a mail; empty if it has none
 * @param raw everything that was transmitted
 */
public record Received(String to, @Nullable String subject, String text, String html, String raw) {}
