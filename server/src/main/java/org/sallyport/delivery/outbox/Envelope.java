package org.sallyport.delivery.outbox;

import org.jspecify.annotations.Nullable;
import org.sallyport.delivery.Channel;
import org.sallyport.delivery.Priority;

/**
 * A message as stored in the database.
 *
 * @param destination encrypted
 * @param body encrypted
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelope(
    Channel channel,
    Priority priority,
    byte[] destination,
    @Nullable String subject,
    byte[] body) {}
