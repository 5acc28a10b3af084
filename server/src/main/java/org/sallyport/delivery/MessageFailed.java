package org.sallyport.delivery;

/**
 * A message was given up, or nobody knows whether it left. It is told after its row was written.
 *
 * @param reason in words, without any address
 */
public record MessageFailed(Channel channel, String reason) {}
