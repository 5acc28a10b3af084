package org.sallyport.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A message as the database keeps it.
 *
 * @param destination sealed
 * @param body sealed
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(Channel channel, byte[] destination, @Nullable String subject, byte[] body) {}
