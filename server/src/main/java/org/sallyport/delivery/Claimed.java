package org.sallyport.delivery;

import java.time.Instant;
import org.sallyport.ids.MessageId;

/**
 * A message marked as being handed over.
 *
 * @param node who marked it
 * @param tries how often it was handed over, this time included; with the node it tells this
 *     hand-over from every other
 */
record Claimed(MessageId id, Envelope envelope, Instant usefulUntil, long node, int tries) {}
