package org.sallyport.gate.delivery.routes;

import org.sallyport.gate.delivery.Channel;

/**
 * A route is passed over, and others take its messages. Published after that was stored.
 *
 * @param route its name
 * @param reason without any address, as {@link org.sallyport.gate.delivery.StoredText}
 */
public record RouteFailing(Channel channel, String route, String reason) {}
