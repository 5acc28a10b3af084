package org.sallyport.delivery;

import org.jspecify.annotations.Nullable;

/**
 * A message as stored in the database.
 *
 * @param destination encrypted
 * @param body encrypted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(Channel channel, byte[] destination, @Nullable String subject, byte[] body) {}
