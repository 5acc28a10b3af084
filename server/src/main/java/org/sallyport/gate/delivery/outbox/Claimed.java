package org.sallyport.gate.delivery.outbox;

import java.time.Instant;
import org.sallyport.platform.ids.MessageId;

/**
 * A message marked as being handed over.
 *
 * @param node the node that marked it
 * @param tries how often it was handed over, including this time; with the node it identifies this
 *     hand-over
 */
public record Claimed(MessageId id, Envelope envelope, Instant expiresAt, long node, int tries) {}
