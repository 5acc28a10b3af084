package org.sallyport.gate.delivery;

/**
 * A message was given up, or may or may not have been sent. Published after the row was updated.
 *
 * @param reason without any address, as {@link org.sallyport.gate.delivery.StoredText}
 */
public record MessageFailed(Channel channel, String reason) {}
