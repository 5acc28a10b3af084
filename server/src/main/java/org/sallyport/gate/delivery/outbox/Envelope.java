package org.sallyport.gate.delivery.outbox;

import org.jspecify.annotations.Nullable;
import org.sallyport.gate.delivery.Channel;
import org.sallyport.gate.delivery.Priority;

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
